package waymark.platform.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param in {@code body}, {@code query} or {@code header}
 * @param pointer a JSON Pointer into the body; for a query parameter or a header a slash and its name
 * @param detail one sentence for a person
 */
public record FieldError(String in, String pointer, String detail) {

    public static FieldError body(String pointer, String detail) {
        return new FieldError("body", pointer, detail);
    }

    public static FieldError query(String name, String detail) {
        return new FieldError("query", "/" + name, detail);
    }

    public static FieldError header(String name, String detail) {
        return new FieldError("header", "/" + name, detail);
    }
}
