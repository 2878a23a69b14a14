package waymark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What is wanted in the language of PostgreSQL, with what means the same. It is put together from words that are bound and
 * never part of the SQL.
 */
final class Terms {

    private static final Field<Object> NOTHING = DSL.field("''::tsquery", SQLDataType.OTHER);

    private final Synonyms synonyms;

    /** What words are taken for besides. */
    private final List<Correction> corrections;

    Terms(Synonyms synonyms, List<Correction> corrections) {
        this.synonyms = synonyms;
        this.corrections = corrections;
    }

    /** @param tried known words that look like the one that was typed */
    record Correction(String typed, List<String> tried) {}

    /** What the plain words may have been meant to be. */
    static List<Correction> corrections(Wanted wanted, Synonyms synonyms, Spelling spelling) {
        return wanted.choices().stream()
                .flatMap(List::stream)
                .filter(Wanted.Term::isPlain)
                .flatMap(term -> Synonyms.split(term.text()))
                .distinct()
                .filter(word -> synonyms.of(List.of(word)).isEmpty())
                .map(word -> new Correction(word, spelling.closeTo(word)))
                .filter(correction -> !correction.tried().isEmpty())
                .toList();
    }

    Field<Object> of(Wanted wanted) {
        return any(wanted.choices().stream()
                .map(terms -> units(terms).stream().reduce(Terms::and).orElse(NOTHING))
                .toList());
    }

    /** All of them are wanted: one for each word, or for several that mean something together. */
    List<Field<Object>> units(List<Wanted.Term> terms) {
        var units = new ArrayList<Field<Object>>();
        int at = 0;
        while (at < terms.size()) {
            int used = together(terms, at);
            var words =
                    terms.subList(at, at + used).stream().map(Wanted.Term::text).toList();
            units.add(
                    terms.get(at).quoted()
                            ? quoted(terms.get(at))
                            : unit(words, terms.get(at).unwanted()));
            at += used;
        }
        return units;
    }

    private int together(List<Wanted.Term> terms, int from) {
        int most = 1;
        while (most < synonyms.longest()
                && from + most < terms.size()
                && terms.get(from).isPlain()
                && terms.get(from + most).isPlain()) {
            most++;
        }
        for (int used = most; used > 1; used--) {
            var words = terms.subList(from, from + used).stream()
                    .map(Wanted.Term::text)
                    .toList();
            if (synonyms.of(words).isPresent()) {
                return used;
            }
        }
        return 1;
    }

    private static Field<Object> quoted(Wanted.Term term) {
        return term.unwanted() ? not(phrase(term.text())) : phrase(term.text());
    }

    private Field<Object> unit(List<String> words, boolean unwanted) {
        var meant = unwanted ? Stream.<String>empty() : words.stream().flatMap(this::tried);
        var choices = new ArrayList<Field<Object>>(meaning(words));
        meant.map(word -> any(meaning(List.of(word)))).forEach(choices::add);
        return unwanted ? not(any(choices)) : any(choices);
    }

    private List<Field<Object>> meaning(List<String> words) {
        var itself = words.stream().map(Terms::phrase).reduce(Terms::and).orElse(NOTHING);
        return synonyms.of(words)
                .map(meaning -> Stream.concat(
                                meaning.itself() ? Stream.of(itself) : Stream.<Field<Object>>empty(),
                                meaning.same().stream().map(Terms::phrase))
                        .toList())
                .orElseGet(() -> List.of(itself));
    }

    private Stream<String> tried(String text) {
        var words = Synonyms.split(text).toList();
        return corrections.stream()
                .filter(correction -> words.contains(correction.typed()))
                .flatMap(correction -> correction.tried().stream());
    }

    private static Field<Object> phrase(String text) {
        return DSL.field("search_phrase({0})", SQLDataType.OTHER, DSL.val(text));
    }

    private static Field<Object> not(Field<Object> unwanted) {
        return DSL.field("(!! {0})", SQLDataType.OTHER, unwanted);
    }

    private static Field<Object> and(Field<Object> one, Field<Object> other) {
        return DSL.field("({0} && {1})", SQLDataType.OTHER, one, other);
    }

    private static Field<Object> any(List<Field<Object>> choices) {
        return choices.stream()
                .reduce((one, other) -> DSL.field("({0} || {1})", SQLDataType.OTHER, one, other))
                .orElse(NOTHING);
    }
}
