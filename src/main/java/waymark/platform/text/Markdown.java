package waymark.platform.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown as members write it: CommonMark with strikethrough, links made from addresses, mentions and emoji shortcodes.
 * HTML in it is shown as text; images become links, so that reading a post tells no other server that somebody read it.
 */
public final class Markdown {

    /** Goes up whenever the same Markdown would be rendered differently, so that stored HTML can be found and renewed. */
    public static final int RENDERER_VERSION = 1;

    private static final List<Extension> EXTENSIONS =
            List.of(AutolinkExtension.create(), StrikethroughExtension.create());

    /** Deeper nesting is shown as text; nobody writes it, and rendering it would cost more than the post is worth. */
    private static final int DEEPEST = 20;

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();

    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(false)
            .softbreak("<br />\n")
            .nodeRendererFactory(MentionHtml::new)
            .build();

    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .nodeRendererFactory(PlainLinks::new)
            .build();

    /** The last word on what reaches a browser, whatever the renderer made of the text. */
    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements("p", "br", "strong", "em", "del", "blockquote", "ul", "ol", "li", "code", "pre", "hr")
            .allowElements("h1", "h2", "h3", "h4", "h5", "h6", "a")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("class")
            .matching(false, "mention")
            .onElements("a")
            .allowAttributes("start")
            .matching((element, attribute, value) -> value.matches("[0-9]{1,9}") ? value : null)
            .onElements("ol")
            .requireRelsOnLinks("nofollow", "noopener", "ugc")
            .toFactory();

    private final Node document;
    private final Set<String> names;

    private Markdown(Node document) {
        this.document = document;
        this.names = Mentions.namesIn(document);
    }

    public static Markdown parse(String source) {
        var document = PARSER.parse(source);
        Links.settle(document);
        EmojiShortcodes.replaceIn(document);
        return new Markdown(document);
    }

    /** What looks like a mention: the names behind an at sign, in lower case, whether or not a member has them. */
    public Set<String> namesMentioned() {
        return new LinkedHashSet<>(names);
    }

    /**
     * Renders once.
     *
     * @param members the members among {@link #namesMentioned}, by their name in lower case; others stay plain text
     */
    public Rendered render(Map<String, String> members) {
        Mentions.link(document, members);
        return new Rendered(
                ALLOWED.sanitize(HTML.render(document)), TEXT.render(document).strip());
    }

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
