package waymark.platform.erasure;

/** What stands where something was. Brackets, as for words that were taken out of stories: nobody takes it for the author's. */
public final class Placeholders {

    public static final String POST = "[removed by its author]";
    public static final String TITLE = "[removed by its author]";
    public static final String QUOTE = "[quote removed]";
    public static final String NAME = "[former member]";
    public static final String ADDRESS = "[removed]";
    public static final String WORDS = "[removed]";

    private Placeholders() {}
}
