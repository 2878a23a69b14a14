package waymark.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Optional;

/** How this server reads and writes JSON. */
public final class Json {

    private static final int DEEPEST_NESTING = 32;

    /** Refuses duplicate keys, trailing text and deep nesting; null is written as null, an empty optional not at all. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .build())
                    .build())
            .nodeFactory(new BoundedNumbers())
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .withConfigOverride(
                    Optional.class,
                    type -> type.setInclude(JsonInclude.Value.construct(
                            JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT)))
            .build();

    private Json() {}

    /** As text, of what this server knows how to write. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw unfit("write", value.getClass(), e);
        }
    }

    /** What this server itself once wrote. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unfit("read", type, e);
        }
    }

    /** What this server itself once wrote. */
    public static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unfit("read", type.getType(), e);
        }
    }

    /** What this server itself, or its database, once wrote. */
    public static JsonNode tree(String json) {
        return read(json, JsonNode.class);
    }

    /** Without the message of the fault, which would quote what people wrote, or what was sealed. */
    private static IllegalStateException unfit(String verb, Type type, JsonProcessingException fault) {
        return new IllegalStateException("cannot " + verb + " " + type.getTypeName() + ": "
                + fault.getClass().getSimpleName());
    }

    /**
     * Reads numbers of absurd size as the largest and the smallest that still can be written out: the check against the
     * contract does that, and of {@code 1e999999999} it would fill the memory. They are refused all the same.
     */
    private static final class BoundedNumbers extends JsonNodeFactory {

        private static final long serialVersionUID = 1L;
        private static final int MOST_PLACES = 2_000;
        private static final int PLACES_OF_LONG = 18;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (number.scale() < 0
                    && number.scale() >= -MOST_PLACES
                    && number.precision() - number.scale() > PLACES_OF_LONG) {
                // Of 1e400 the schema validator would look at the last 64 bits only, and find a zero that it takes.
                return super.numberNode(number.toBigInteger());
            }
            if (Math.abs((long) number.scale()) <= MOST_PLACES) {
                return super.numberNode(number);
            }
            int scale = number.scale() > 0 ? MOST_PLACES : -MOST_PLACES;
            return number.signum() == 0
                    ? super.numberNode(BigDecimal.ZERO)
                    : numberNode(BigDecimal.valueOf(number.signum(), scale));
        }
    }
}
