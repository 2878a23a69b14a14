package waymark.webhooks;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.WEBHOOK_DELIVERY;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

final class WebhookStore {

    private WebhookStore() {}

    record NewDelivery(UUID id, String endpoint, String type, UUID subject, Instant at) {}

    /** @param attempts with this one */
    record Claimed(UUID id, String endpoint, String type, UUID subject, Instant occurredAt, int attempts) {}

    static void insert(DSLContext tx, List<NewDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        tx.insertInto(
                        WEBHOOK_DELIVERY,
                        WEBHOOK_DELIVERY.ID,
                        WEBHOOK_DELIVERY.ENDPOINT,
                        WEBHOOK_DELIVERY.TYPE,
                        WEBHOOK_DELIVERY.SUBJECT,
                        WEBHOOK_DELIVERY.OCCURRED_AT,
                        WEBHOOK_DELIVERY.ATTEMPTS,
                        WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT)
                .valuesOfRows(deliveries.stream()
                        .map(one -> DSL.row(one.id, one.endpoint, one.type, one.subject, one.at, 0, one.at))
                        .toList())
                .execute();
    }

    /**
     * Takes the one that has been due for the longest time, and nobody else gets it before that moment.
     *
     * @param until so long that whoever takes it has surely delivered it or has died
     */
    static Optional<Claimed> claim(DSLContext tx, Collection<String> endpoints, Instant now, Instant until) {
        return tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.ATTEMPTS, WEBHOOK_DELIVERY.ATTEMPTS.plus(1))
                .set(WEBHOOK_DELIVERY.LAST_ATTEMPT_AT, now)
                .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, until)
                .where(WEBHOOK_DELIVERY.ID.eq(tx.select(WEBHOOK_DELIVERY.ID)
                        .from(WEBHOOK_DELIVERY)
                        .where(WEBHOOK_DELIVERY.ENDPOINT.in(endpoints))
                        .and(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT.le(now))
                        .orderBy(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, WEBHOOK_DELIVERY.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(
                        WEBHOOK_DELIVERY.ID,
                        WEBHOOK_DELIVERY.ENDPOINT,
                        WEBHOOK_DELIVERY.TYPE,
                        WEBHOOK_DELIVERY.SUBJECT,
                        WEBHOOK_DELIVERY.OCCURRED_AT,
                        WEBHOOK_DELIVERY.ATTEMPTS)
                .fetchOptional(mapping(Claimed::new));
    }

    /** It has arrived, whoever else may be at it by now. */
    static void deliver(DSLContext tx, UUID id, int status, Instant now) {
        tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.LAST_STATUS, status)
                .set(WEBHOOK_DELIVERY.DELIVERED_AT, now)
                .setNull(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT)
                .setNull(WEBHOOK_DELIVERY.GIVEN_UP_AT)
                .where(WEBHOOK_DELIVERY.ID.eq(id))
                .and(WEBHOOK_DELIVERY.DELIVERED_AT.isNull())
                .execute();
    }

    /**
     * It has not arrived. Changes nothing when somebody else has taken it since.
     *
     * @param next when to try again; null to give it up
     */
    static void miss(DSLContext tx, Claimed missed, @Nullable Integer status, Instant now, @Nullable Instant next) {
        tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.LAST_STATUS, status)
                .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, next)
                .set(WEBHOOK_DELIVERY.GIVEN_UP_AT, next == null ? now : null)
                .where(WEBHOOK_DELIVERY.ID.eq(missed.id))
                .and(WEBHOOK_DELIVERY.ATTEMPTS.eq(missed.attempts))
                .and(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT.isNotNull())
                .execute();
    }

    /** Those that are over and happened before that. */
    static int deleteOlder(DSLContext tx, Instant before) {
        return tx.deleteFrom(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.OCCURRED_AT.lt(before))
                .and(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT.isNull())
                .execute();
    }
}
