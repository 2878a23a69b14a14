package waymark.platform.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** The words of a document: no code, which is shown as it is, and no links, which are links already. */
final class TextNodes {

    private TextNodes() {}

    static List<Text> in(Node document) {
        var found = new ArrayList<Text>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                found.add(text);
            }

            @Override
            public void visit(Link link) {
                // Its text is not looked into.
            }
        });
        return found;
    }
}
