package waymark.stories.hints;

import java.util.Locale;

/** Where in a story something stands. */
public enum Part {
    TITLE,
    MARKDOWN,
    NAME,
    /** The name of the author's account; not a part of the story, but readers may know it from the forum. */
    USERNAME;

    /** The name used in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
