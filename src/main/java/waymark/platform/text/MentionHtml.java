package waymark.platform.text;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Mentions as HTML: links that a client can tell from other links by their class. */
final class MentionHtml implements NodeRenderer {

    private final HtmlNodeRendererContext context;

    MentionHtml(HtmlNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Mention.class);
    }

    @Override
    public void render(Node node) {
        var html = context.getWriter();
        html.tag("a", Map.of("href", ((Mention) node).getDestination(), "class", "mention"));
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        html.tag("/a");
    }
}
