package waymark.preferences;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.ACCOUNT_PREFERENCE;
import static waymark.schema.Tables.HIDDEN_LABEL;
import static waymark.schema.Tables.LABEL;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertSetMoreStep;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;

final class PreferenceStore {

    private static final Field<String[]> HIDDEN = array(select(HIDDEN_LABEL.LABEL_ID)
                    .from(HIDDEN_LABEL)
                    .join(LABEL)
                    .on(LABEL.ID.eq(HIDDEN_LABEL.LABEL_ID))
                    .where(HIDDEN_LABEL.ACCOUNT_ID.eq(ACCOUNT_PREFERENCE.ACCOUNT_ID))
                    .orderBy(LABEL.POSITION, LABEL.ID))
            .as("hidden");

    private PreferenceStore() {}

    static Map<AccountId, Choices> of(DSLContext tx, Collection<AccountId> accounts) {
        return tx.select(
                        ACCOUNT_PREFERENCE.ACCOUNT_ID,
                        HIDDEN,
                        ACCOUNT_PREFERENCE.MAIL_REPLY,
                        ACCOUNT_PREFERENCE.MAIL_MENTION,
                        ACCOUNT_PREFERENCE.MAIL_QUOTE,
                        ACCOUNT_PREFERENCE.MAIL_LIKE,
                        ACCOUNT_PREFERENCE.MAIL_STORY,
                        ACCOUNT_PREFERENCE.MAIL_DECISION,
                        ACCOUNT_PREFERENCE.MAIL_REPORT,
                        ACCOUNT_PREFERENCE.DIGEST,
                        ACCOUNT_PREFERENCE.QUIET_FROM,
                        ACCOUNT_PREFERENCE.QUIET_TO,
                        ACCOUNT_PREFERENCE.TIME_ZONE,
                        ACCOUNT_PREFERENCE.PAUSED_UNTIL)
                .from(ACCOUNT_PREFERENCE)
                .where(ACCOUNT_PREFERENCE.ACCOUNT_ID.in(accounts))
                .fetchMap(ACCOUNT_PREFERENCE.ACCOUNT_ID, PreferenceStore::choices);
    }

    static Set<String> existing(DSLContext tx, Collection<String> labels) {
        return tx.select(LABEL.ID).from(LABEL).where(LABEL.ID.in(labels)).fetchSet(LABEL.ID);
    }

    static void save(DSLContext tx, AccountId account, Choices choices) {
        insert(tx, account, choices)
                .onConflict(ACCOUNT_PREFERENCE.ACCOUNT_ID)
                .doUpdate()
                .set(ACCOUNT_PREFERENCE.MAIL_REPLY, excluded(ACCOUNT_PREFERENCE.MAIL_REPLY))
                .set(ACCOUNT_PREFERENCE.MAIL_MENTION, excluded(ACCOUNT_PREFERENCE.MAIL_MENTION))
                .set(ACCOUNT_PREFERENCE.MAIL_QUOTE, excluded(ACCOUNT_PREFERENCE.MAIL_QUOTE))
                .set(ACCOUNT_PREFERENCE.MAIL_LIKE, excluded(ACCOUNT_PREFERENCE.MAIL_LIKE))
                .set(ACCOUNT_PREFERENCE.MAIL_STORY, excluded(ACCOUNT_PREFERENCE.MAIL_STORY))
                .set(ACCOUNT_PREFERENCE.MAIL_DECISION, excluded(ACCOUNT_PREFERENCE.MAIL_DECISION))
                .set(ACCOUNT_PREFERENCE.MAIL_REPORT, excluded(ACCOUNT_PREFERENCE.MAIL_REPORT))
                .set(ACCOUNT_PREFERENCE.DIGEST, excluded(ACCOUNT_PREFERENCE.DIGEST))
                .set(ACCOUNT_PREFERENCE.QUIET_FROM, excluded(ACCOUNT_PREFERENCE.QUIET_FROM))
                .set(ACCOUNT_PREFERENCE.QUIET_TO, excluded(ACCOUNT_PREFERENCE.QUIET_TO))
                .set(ACCOUNT_PREFERENCE.TIME_ZONE, excluded(ACCOUNT_PREFERENCE.TIME_ZONE))
                .execute();
    }

    /** The row is held until the transaction ends: call {@link #save} before. */
    static void hide(DSLContext tx, AccountId account, List<String> labels) {
        tx.deleteFrom(HIDDEN_LABEL).where(HIDDEN_LABEL.ACCOUNT_ID.eq(account)).execute();
        if (!labels.isEmpty()) {
            tx.insertInto(HIDDEN_LABEL, HIDDEN_LABEL.ACCOUNT_ID, HIDDEN_LABEL.LABEL_ID)
                    .valuesOfRows(
                            labels.stream().map(label -> row(account, label)).toList())
                    .execute();
        }
    }

    static void pause(DSLContext tx, AccountId account, Instant until) {
        insert(tx, account, Choices.DEFAULT)
                .set(ACCOUNT_PREFERENCE.PAUSED_UNTIL, until)
                .onConflict(ACCOUNT_PREFERENCE.ACCOUNT_ID)
                .doUpdate()
                .set(ACCOUNT_PREFERENCE.PAUSED_UNTIL, excluded(ACCOUNT_PREFERENCE.PAUSED_UNTIL))
                .execute();
    }

    static void goOn(DSLContext tx, AccountId account) {
        tx.update(ACCOUNT_PREFERENCE)
                .setNull(ACCOUNT_PREFERENCE.PAUSED_UNTIL)
                .where(ACCOUNT_PREFERENCE.ACCOUNT_ID.eq(account))
                .execute();
    }

    static int deleteAll(DSLContext tx, AccountId account) {
        return tx.deleteFrom(HIDDEN_LABEL)
                        .where(HIDDEN_LABEL.ACCOUNT_ID.eq(account))
                        .execute()
                + tx.deleteFrom(ACCOUNT_PREFERENCE)
                        .where(ACCOUNT_PREFERENCE.ACCOUNT_ID.eq(account))
                        .execute();
    }

    private static InsertSetMoreStep<Record> insert(DSLContext tx, AccountId account, Choices choices) {
        var quiet = Optional.ofNullable(choices.quietHours());
        return tx.insertInto(ACCOUNT_PREFERENCE)
                .set(ACCOUNT_PREFERENCE.ACCOUNT_ID, account)
                .set(ACCOUNT_PREFERENCE.MAIL_REPLY, choices.mail().reply())
                .set(ACCOUNT_PREFERENCE.MAIL_MENTION, choices.mail().mention())
                .set(ACCOUNT_PREFERENCE.MAIL_QUOTE, choices.mail().quote())
                .set(ACCOUNT_PREFERENCE.MAIL_LIKE, choices.mail().like())
                .set(ACCOUNT_PREFERENCE.MAIL_STORY, choices.mail().story())
                .set(ACCOUNT_PREFERENCE.MAIL_DECISION, choices.mail().decision())
                .set(ACCOUNT_PREFERENCE.MAIL_REPORT, choices.mail().report())
                .set(ACCOUNT_PREFERENCE.DIGEST, choices.digest().code())
                .set(
                        ACCOUNT_PREFERENCE.QUIET_FROM,
                        quiet.map(Choices.QuietHours::from).orElse(null))
                .set(
                        ACCOUNT_PREFERENCE.QUIET_TO,
                        quiet.map(Choices.QuietHours::to).orElse(null))
                .set(ACCOUNT_PREFERENCE.TIME_ZONE, choices.timeZone().getId());
    }

    private static Choices choices(Record row) {
        return new Choices(
                List.of(row.get(HIDDEN)),
                new Choices.MailChoices(
                        row.get(ACCOUNT_PREFERENCE.MAIL_REPLY),
                        row.get(ACCOUNT_PREFERENCE.MAIL_MENTION),
                        row.get(ACCOUNT_PREFERENCE.MAIL_QUOTE),
                        row.get(ACCOUNT_PREFERENCE.MAIL_LIKE),
                        row.get(ACCOUNT_PREFERENCE.MAIL_STORY),
                        row.get(ACCOUNT_PREFERENCE.MAIL_DECISION),
                        row.get(ACCOUNT_PREFERENCE.MAIL_REPORT)),
                Choices.Digest.of(row.get(ACCOUNT_PREFERENCE.DIGEST)),
                quiet(row.get(ACCOUNT_PREFERENCE.QUIET_FROM), row.get(ACCOUNT_PREFERENCE.QUIET_TO)),
                ZoneId.of(row.get(ACCOUNT_PREFERENCE.TIME_ZONE)),
                Optional.ofNullable(row.get(ACCOUNT_PREFERENCE.PAUSED_UNTIL)));
    }

    private static Choices.@Nullable QuietHours quiet(@Nullable LocalTime from, @Nullable LocalTime to) {
        return from == null || to == null ? null : new Choices.QuietHours(from, to);
    }
}
