package waymark.gate;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.WATCHED_WORD;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import waymark.gate.matching.Pattern;
import waymark.ids.WatchedWordId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class WatchedWordStore {

    private static final Field<WordKind> KIND = WATCHED_WORD.KIND.convertFrom(WordKind::of);
    private static final Field<WordAction> ACTION = WATCHED_WORD.ACTION.convertFrom(WordAction::of);

    private static final List<SelectField<?>> SHOWN = List.of(
            WATCHED_WORD.ID,
            WATCHED_WORD.PATTERN,
            KIND,
            ACTION,
            WATCHED_WORD.LABEL,
            WATCHED_WORD.CATEGORY,
            WATCHED_WORD.NOTE,
            WATCHED_WORD.ENABLED,
            WATCHED_WORD.CREATED_AT,
            WATCHED_WORD.UPDATED_AT,
            WATCHED_WORD.VERSION);

    private static final RecordMapper<Record, WatchedWord> WORD = row -> new WatchedWord(
            row.get(WATCHED_WORD.ID),
            row.get(WATCHED_WORD.PATTERN),
            row.get(KIND),
            row.get(ACTION),
            row.get(WATCHED_WORD.LABEL),
            row.get(WATCHED_WORD.CATEGORY),
            row.get(WATCHED_WORD.NOTE),
            row.get(WATCHED_WORD.ENABLED),
            row.get(WATCHED_WORD.CREATED_AT),
            row.get(WATCHED_WORD.UPDATED_AT),
            row.get(WATCHED_WORD.VERSION));

    private WatchedWordStore() {}

    static List<WatchedWord> enabled(DSLContext tx) {
        return words(tx, WATCHED_WORD.ENABLED.isTrue()).orderBy(WATCHED_WORD.ID).fetch(WORD);
    }

    static Page<WatchedWord> page(DSLContext tx, Optional<WordAction> action, Paging paging) {
        return paging.page(
                words(
                        tx,
                        action.map(wanted -> WATCHED_WORD.ACTION.eq(wanted.code()))
                                .orElseGet(DSL::noCondition)),
                List.of(Paging.Key.descending(WATCHED_WORD.ID, WatchedWord::id, WatchedWordId::of)),
                WORD);
    }

    static Optional<WatchedWord> find(DSLContext tx, WatchedWordId id) {
        return words(tx, WATCHED_WORD.ID.eq(id)).fetchOptional(WORD);
    }

    /** How many there are of that action, and how many regular expressions of any, beside the one of this id. */
    static Counts countOthers(DSLContext tx, WatchedWordId id, WordAction action) {
        return tx.select(
                        DSL.count().filterWhere(WATCHED_WORD.ACTION.eq(action.code())),
                        DSL.count().filterWhere(WATCHED_WORD.KIND.eq(WordKind.REGEX.code())))
                .from(WATCHED_WORD)
                .where(WATCHED_WORD.ID.ne(id))
                .fetchSingle(mapping(Counts::new));
    }

    static boolean hasOther(DSLContext tx, WatchedWordId id, NewWord wanted, Pattern pattern) {
        return tx.fetchExists(
                WATCHED_WORD,
                WATCHED_WORD
                        .ID
                        .ne(id)
                        .and(WATCHED_WORD.ACTION.eq(wanted.action().code()))
                        .and(WATCHED_WORD.KIND.eq(wanted.kind().code()))
                        .and(WATCHED_WORD.PATTERN_KEY.eq(pattern.key())));
    }

    static void insert(DSLContext tx, WatchedWordId id, NewWord wanted, Pattern pattern, Instant at) {
        tx.insertInto(WATCHED_WORD)
                .set(WATCHED_WORD.ID, id)
                .set(WATCHED_WORD.PATTERN, wanted.pattern())
                .set(WATCHED_WORD.PATTERN_KEY, pattern.key())
                .set(WATCHED_WORD.KIND, wanted.kind().code())
                .set(WATCHED_WORD.ACTION, wanted.action().code())
                .set(WATCHED_WORD.LABEL, wanted.label())
                .set(WATCHED_WORD.CATEGORY, wanted.categoryOrOther())
                .set(WATCHED_WORD.NOTE, wanted.note())
                .set(WATCHED_WORD.ENABLED, wanted.isEnabled())
                .set(WATCHED_WORD.CREATED_AT, at)
                .set(WATCHED_WORD.UPDATED_AT, at)
                .set(WATCHED_WORD.VERSION, 1)
                .execute();
    }

    static void update(DSLContext tx, WatchedWordId id, NewWord wanted, Pattern pattern, Instant at) {
        tx.update(WATCHED_WORD)
                .set(WATCHED_WORD.PATTERN, wanted.pattern())
                .set(WATCHED_WORD.PATTERN_KEY, pattern.key())
                .set(WATCHED_WORD.KIND, wanted.kind().code())
                .set(WATCHED_WORD.ACTION, wanted.action().code())
                .set(WATCHED_WORD.LABEL, wanted.label())
                .set(WATCHED_WORD.CATEGORY, wanted.categoryOrOther())
                .set(WATCHED_WORD.NOTE, wanted.note())
                .set(WATCHED_WORD.ENABLED, wanted.isEnabled())
                .set(WATCHED_WORD.UPDATED_AT, at)
                .set(WATCHED_WORD.VERSION, WATCHED_WORD.VERSION.plus(1))
                .where(WATCHED_WORD.ID.eq(id))
                .execute();
    }

    static void delete(DSLContext tx, WatchedWordId id) {
        tx.deleteFrom(WATCHED_WORD).where(WATCHED_WORD.ID.eq(id)).execute();
    }

    private static SelectConditionStep<Record> words(DSLContext tx, Condition condition) {
        return tx.select(SHOWN).from(WATCHED_WORD).where(condition);
    }

    record Counts(int ofTheAction, int regexes) {}
}
