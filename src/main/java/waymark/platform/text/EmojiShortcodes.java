package waymark.platform.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Node;

/** The names that forums write between colons for emoji, such as {@code :wave:}. Names that are not known stay as they are. */
final class EmojiShortcodes {

    private static final Pattern SHORTCODE = Pattern.compile(":([a-z0-9_+-]{1,40}):");
    private static final Properties KNOWN = load();

    private EmojiShortcodes() {}

    static void replaceIn(Node document) {
        for (var text : TextNodes.in(document)) {
            if (text.getLiteral().indexOf(':') >= 0) {
                text.setLiteral(replaced(text.getLiteral()));
            }
        }
    }

    private static String replaced(String literal) {
        return SHORTCODE
                .matcher(literal)
                .replaceAll(found -> Matcher.quoteReplacement(KNOWN.getProperty(found.group(1), found.group())));
    }

    private static Properties load() {
        var known = new Properties();
        try {
            known.load(new StringReader(Shipped.text("/db/reference/emoji.properties")));
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
