package waymark.feeds;

import java.net.URI;

/**
 * What the forum is called, and where people reach it.
 *
 * @param url links begin so
 */
public record Site(String name, URI url) {

    /** As it is when nobody says anything else. */
    public static final Site LOCAL = new Site("Waymark", URI.create("http://127.0.0.1:8080"));
}
