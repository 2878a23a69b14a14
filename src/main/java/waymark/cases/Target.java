package waymark.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import waymark.ids.PostId;
import waymark.platform.http.Routes;

/** What a case is about, known by its type and id only: cases do not look into other features. */
public record Target(Type type, UUID id) {

    public static Target of(PostId post) {
        return new Target(Type.POST, post.value());
    }

    /** Where a moderator can read it. */
    @JsonProperty
    public String href() {
        return Routes.BASE + type.path + id;
    }

    public enum Type {
        POST("/posts/");

        private final String path;

        Type(String path) {
            this.path = path;
        }

        /** The name used in the API and in the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
