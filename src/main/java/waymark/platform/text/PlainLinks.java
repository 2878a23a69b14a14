package waymark.platform.text;

import java.util.List;
import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;

/** Links in plain text: their words, and where they lead when the words do not say it. */
final class PlainLinks implements NodeRenderer {

    /** What people leave out when they write an address down. */
    private static final List<String> LEFT_OUT = List.of("", "mailto:", "tel:", "http://", "https://");

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
                && text.getNext() == null
                && LEFT_OUT.stream().anyMatch(scheme -> link.getDestination().equals(scheme + text.getLiteral()));
    }
}
