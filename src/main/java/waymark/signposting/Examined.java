package waymark.signposting;

/** The words that are looked at. */
public final class Examined {

    private Examined() {}

    /** An opening post is read together with the title above it: people say there what it is about. */
    public static String opening(String title, String markdown) {
        return title + "\n\n" + markdown;
    }
}
