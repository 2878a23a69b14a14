package waymark.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import waymark.platform.http.Json;

/** Writes a copy: one zip with {@code data.json} for programs and {@code index.html} for people, of the same rows. */
final class ExportFile {

    private final Registry registry;
    private final ExportRows rows;
    private final ExportWordings words;
    private final Instant madeAt;

    ExportFile(Registry registry, ExportRows rows, ExportWordings words, Instant madeAt) {
        this.registry = registry;
        this.rows = rows;
        this.words = words;
        this.madeAt = madeAt;
    }

    void write(OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("index.html"));
            var page = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
            writePage(page);
            page.flush();
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("data.json"));
            var json = Json.MAPPER.createGenerator(zip).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            writeData(json);
            json.flush();
            zip.closeEntry();
        }
    }

    private void writePage(Writer out) throws IOException {
        var page = new ExportPage(out, words);
        page.begin(madeAt);
        for (var table : registry.tables()) {
            for (var view : table.views()) {
                if (view.leftOut().isEmpty()) {
                    rows.forEach(table, view, row -> page.row(table, view, row));
                    page.endOf(view);
                }
            }
        }
        page.end(registry);
    }

    private void writeData(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("madeAt", madeAt.toString());
        json.writeObjectFieldStart("data");
        for (var table : registry.tables()) {
            for (var view : table.views()) {
                if (view.leftOut().isEmpty()) {
                    json.writeArrayFieldStart(view.name());
                    rows.forEach(table, view, row -> {
                        try {
                            json.writeStartObject();
                            for (var each : row.entrySet()) {
                                json.writeFieldName(camelCase(each.getKey()));
                                json.writeTree(each.getValue());
                            }
                            json.writeEndObject();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                    json.writeEndArray();
                }
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("leftOut");
        for (var table : registry.tables()) {
            for (var view : table.views()) {
                if (view.leftOut().isPresent()) {
                    json.writeStringField(view.name(), view.leftOut().get());
                }
                if (view.rowsLeftOut().isPresent()) {
                    json.writeStringField(
                            view.name() + ".*", view.rowsLeftOut().get().because());
                }
                for (var each : view.without().entrySet()) {
                    json.writeStringField(view.name() + "." + camelCase(each.getKey()), each.getValue());
                }
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    static String camelCase(String column) {
        var name = new StringBuilder();
        for (var part : column.split("_", -1)) {
            name.append(
                    name.isEmpty() || part.isEmpty()
                            ? part
                            : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return name.toString();
    }
}
