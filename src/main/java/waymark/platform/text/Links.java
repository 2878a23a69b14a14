package waymark.platform.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Decides which links of a document stay links. The words of all others stay as words. */
final class Links {

    /** Whole addresses: a path would be a path of whatever page shows the post. */
    private static final Pattern WHOLE_ADDRESS = Pattern.compile("(?i)(https?://[^/]|mailto:|tel:).*", Pattern.DOTALL);

    /** Together, in characters. One definition can be referred to many times, which would make pages of any size. */
    private static final int LONGEST_ADDRESSES = 32_000;

    private Links() {}

    /** Images become links, so that reading a post tells no other server that somebody read it. */
    static void settle(Node document) {
        imagesIn(document).forEach(Links::replaceByLink);
        int length = 0;
        for (var link : linksIn(document)) {
            length += link.getDestination().length()
                    + (link.getTitle() == null ? 0 : link.getTitle().length());
            if (length > LONGEST_ADDRESSES
                    || !WHOLE_ADDRESS.matcher(link.getDestination()).matches()) {
                replaceByChildren(link);
            }
        }
    }

    private static List<Image> imagesIn(Node document) {
        var found = new ArrayList<Image>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                visitChildren(image);
                found.add(image);
            }
        });
        return found;
    }

    private static List<Link> linksIn(Node document) {
        var found = new ArrayList<Link>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                visitChildren(link);
                found.add(link);
            }
        });
        return found;
    }

    private static void replaceByLink(Image image) {
        if (image.getFirstChild() == null) {
            image.appendChild(new Text(image.getDestination()));
        }
        if (isInLink(image)) {
            replaceByChildren(image);
            return;
        }
        var link = new Link(image.getDestination(), image.getTitle());
        moveChildren(image, link);
        image.insertAfter(link);
        image.unlink();
    }

    /** Or in an image, which will become one. A link in a link is none: browsers would end the outer one. */
    private static boolean isInLink(Node node) {
        for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof Link || parent instanceof Image) {
                return true;
            }
        }
        return false;
    }

    private static void replaceByChildren(Node node) {
        while (node.getFirstChild() != null) {
            node.insertBefore(node.getFirstChild());
        }
        node.unlink();
    }

    private static void moveChildren(Node from, Node to) {
        while (from.getFirstChild() != null) {
            to.appendChild(from.getFirstChild());
        }
    }
}
