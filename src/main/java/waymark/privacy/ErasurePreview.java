package waymark.privacy;

import java.util.List;
import waymark.platform.erasure.Fate;

/** What would become of everything. */
record ErasurePreview(Fate mode, ErasureChoice.Content content, List<Part> goes, List<Part> stays) {

    /** @param count how much there is of it; zero of what is told in any case */
    record Part(String code, String title, String text, int count) {}
}
