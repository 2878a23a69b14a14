package waymark.platform.text;

import java.util.LinkedHashMap;
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
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("href", ((Mention) node).getDestination());
        attributes.put("class", "mention");
        html.tag("a", attributes);
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        html.tag("/a");
    }
}
