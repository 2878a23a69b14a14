package waymark.platform.text;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Files that come with the program, on its class path. All names have their folders and begin with a slash; a file that is
 * not there, or not as it should be, is a fault of whoever built the program.
 */
public final class Shipped {

    private static final YAMLMapper YAML =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build();

    private Shipped() {}

    public static byte[] bytes(String file) {
        try (var in = Shipped.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public static <T> T yaml(String file, Class<T> type) {
        try {
            return YAML.readValue(bytes(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
