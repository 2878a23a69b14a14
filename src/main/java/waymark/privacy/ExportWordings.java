package waymark.privacy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import waymark.documents.ShippedFiles;

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
        try {
            return new YAMLMapper().readValue(ShippedFiles.read("/db/reference/export.yaml"), ExportWordings.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
