package waymark.threads;

import org.jspecify.annotations.Nullable;

/**
 * A word of a controlled vocabulary.
 *
 * @param broader the family of a diagnosis, else null
 */
public record Tag(
        String id, String vocabulary, String name, @Nullable String broader) {}
