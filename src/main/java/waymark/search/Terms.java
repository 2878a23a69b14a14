package waymark.search;

import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What is wanted in the language of PostgreSQL, put together from words that are bound and never part of the SQL. */
final class Terms {

    private static final Field<Object> NOTHING = DSL.field("''::tsquery", SQLDataType.OTHER);

    private Terms() {}

    static Field<Object> of(Wanted wanted) {
        return any(wanted.choices().stream().map(Terms::all).toList());
    }

    private static Field<Object> all(List<Wanted.Term> terms) {
        return terms.stream().map(Terms::term).reduce(Terms::and).orElse(NOTHING);
    }

    private static Field<Object> term(Wanted.Term term) {
        return term.unwanted() ? DSL.field("(!! {0})", SQLDataType.OTHER, phrase(term.text())) : phrase(term.text());
    }

    static Field<Object> phrase(String text) {
        return DSL.field("search_phrase({0})", SQLDataType.OTHER, DSL.val(text));
    }

    static Field<Object> and(Field<Object> one, Field<Object> other) {
        return DSL.field("({0} && {1})", SQLDataType.OTHER, one, other);
    }

    static Field<Object> any(List<Field<Object>> choices) {
        return choices.stream()
                .reduce((one, other) -> DSL.field("({0} || {1})", SQLDataType.OTHER, one, other))
                .orElse(NOTHING);
    }
}
