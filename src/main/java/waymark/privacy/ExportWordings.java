package waymark.privacy;

import java.util.List;
import waymark.platform.text.Shipped;

/** The file db/reference/export.yaml. */
record ExportWordings(
        String title,
        List<String> introduction,
        String forPrograms,
        String made,
        String you,
        String member,
        String team,
        String name,
        String why,
        String basis,
        String keep,
        String missing,
        String empty,
        String yes,
        String no) {

    static ExportWordings load() {
        return Shipped.yaml("/db/reference/export.yaml", ExportWordings.class);
    }
}
