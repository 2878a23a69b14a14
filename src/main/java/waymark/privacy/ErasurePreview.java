package waymark.privacy;

import java.util.List;
import waymark.platform.erasure.Fate;

/**
 * What would become of everything.
 *
 * @param held whether it would have to wait, because something must be kept for now by law
 */
record ErasurePreview(Fate mode, ErasureChoice.Content content, List<Part> goes, List<Part> stays, boolean held) {

    /** @param count how much there is of it; zero of what is told in any case */
    record Part(String code, String title, String text, int count) {}
}
