package waymark.gate.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The longest piece of plain text without which a regular expression is not found: looking for that first spares most texts
 * the expression. When in doubt there is none.
 */
final class Indispensable {

    private static final char FIRST_NOT_ASCII = 0x80;

    private final String expression;
    private final List<String> pieces = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private boolean alternatives;
    private int at;

    private Indispensable(String expression) {
        this.expression = expression;
    }

    /** In lower case. */
    static Optional<String> in(String expression) {
        if (expression.contains("\\Q")) {
            return Optional.empty();
        }
        var reading = new Indispensable(expression);
        reading.read();
        return reading.alternatives
                ? Optional.empty()
                : reading.pieces.stream()
                        .max(Comparator.comparingInt(String::length))
                        .map(text -> text.toLowerCase(Locale.ROOT));
    }

    private void read() {
        while (at < expression.length() && !alternatives) {
            char c = expression.charAt(at);
            switch (c) {
                case '(' -> skip('(', ')');
                case '[' -> skip('[', ']');
                case '{' -> optional(() -> at = after('}'));
                case '*', '?' -> optional(() -> at++);
                case '|' -> alternatives = true;
                case '\\' -> readEscape();
                case '.', '^', '$', '+', ')', ']', '}' -> end(1);
                default -> {
                    if (c < FIRST_NOT_ASCII) {
                        piece.append(c);
                        at++;
                    } else {
                        end(1);
                    }
                }
            }
        }
        end(0);
    }

    /** Behind a backslash a letter or a digit means something else, and a sign means itself. */
    private void readEscape() {
        if (at + 1 < expression.length()
                && expression.charAt(at + 1) < FIRST_NOT_ASCII
                && !Character.isLetterOrDigit(expression.charAt(at + 1))) {
            piece.append(expression.charAt(at + 1));
            at += 2;
        } else {
            // What may belong to it, as in \\x41 or \\pL, is not to be taken for text.
            end(0);
            at = expression.length();
        }
    }

    /** What was read last need not be there. */
    private void optional(Runnable goOn) {
        if (!piece.isEmpty()) {
            piece.setLength(piece.length() - 1);
        }
        end(0);
        goOn.run();
    }

    /** To behind the bracket that closes this one. */
    private void skip(char open, char close) {
        end(0);
        int depth = 0;
        do {
            char c = expression.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == open) {
                depth++;
            } else if (c == close) {
                depth--;
            }
            at++;
        } while (depth > 0 && at < expression.length());
    }

    private int after(char wanted) {
        int found = expression.indexOf(wanted, at);
        return found < 0 ? expression.length() : found + 1;
    }

    private void end(int length) {
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
            piece.setLength(0);
        }
        at += length;
    }
}
