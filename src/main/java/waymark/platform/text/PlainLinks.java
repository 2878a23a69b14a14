package waymark.platform.text;

import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;

/** Links in plain text: their words, and where they lead when the words do not say it. */
final class PlainLinks implements NodeRenderer {

    private final TextContentNodeRendererContext context;

    PlainLinks(TextContentNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class, Mention.class);
    }

    @Override
    public void render(Node node) {
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        if (node instanceof Link link && !(node instanceof Mention) && !saysWhereItLeads(link)) {
            context.getWriter().write(" (" + link.getDestination() + ")");
        }
    }

    private static boolean saysWhereItLeads(Link link) {
        return link.getFirstChild() instanceof Text text
                && link.getDestination().endsWith(text.getLiteral())
                && text.getNext() == null;
    }
}
