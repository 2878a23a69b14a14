package waymark.platform.text;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Finds {@code @name} in a document and makes links of those that are members. */
final class Mentions {

    /**
     * All that could belong to a name behind an at sign, so that nobody is called in for a name of which theirs is only the
     * beginning. A hyphen or an underscore at its end is punctuation.
     */
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}_@/.-])@([\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}])(?![\\p{L}\\p{M}\\p{N}])");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9]");

    private Mentions() {}

    static Set<String> namesIn(Node document) {
        var names = new LinkedHashSet<String>();
        for (var text : TextNodes.in(document)) {
            var matcher = MENTION.matcher(text.getLiteral());
            while (matcher.find()) {
                if (NAME.matcher(matcher.group(1)).matches()) {
                    names.add(Markdown.lowerCase(matcher.group(1)));
                }
            }
        }
        return names;
    }

    static void link(Node document, Map<String, String> members) {
        for (var text : TextNodes.in(document)) {
            link(text, members);
        }
    }

    private static void link(Text text, Map<String, String> members) {
        var literal = text.getLiteral();
        var matcher = MENTION.matcher(literal);
        int done = 0;
        while (matcher.find()) {
            var username = members.get(Markdown.lowerCase(matcher.group(1)));
            if (username == null) {
                continue;
            }
            text.insertBefore(new Text(literal.substring(done, matcher.start())));
            var mention = new Mention(username);
            mention.appendChild(new Text(matcher.group()));
            text.insertBefore(mention);
            done = matcher.end();
        }
        text.setLiteral(literal.substring(done));
    }
}
