package waymark.signposting;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CATALOGUE_ACTIVATION;
import static waymark.schema.Tables.CATALOGUE_VERSION;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.platform.http.Json;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class CatalogueStore {

    private static final Field<List<CatalogueVersion.Approval>> APPROVALS = multiset(
                    select(ACCOUNT.USERNAME, CATALOGUE_ACTIVATION.ACTIVATED_AT)
                            .from(CATALOGUE_ACTIVATION)
                            .join(ACCOUNT)
                            .on(ACCOUNT.ID.eq(CATALOGUE_ACTIVATION.ACTIVATED_BY))
                            .where(CATALOGUE_ACTIVATION.VERSION.eq(CATALOGUE_VERSION.VERSION))
                            .orderBy(CATALOGUE_ACTIVATION.ID))
            .as("approvals")
            .convertFrom(found -> found.map(mapping(CatalogueVersion.Approval::new)));

    private CatalogueStore() {}

    /** The version that was made current last; empty when none ever was. */
    static Optional<String> current(DSLContext tx) {
        return tx.select(CATALOGUE_ACTIVATION.VERSION)
                .from(CATALOGUE_ACTIVATION)
                .orderBy(CATALOGUE_ACTIVATION.ID.desc())
                .limit(inline(1))
                .fetchOptional(CATALOGUE_ACTIVATION.VERSION);
    }

    static Optional<JsonNode> findDocument(DSLContext tx, String version) {
        return tx.select(CATALOGUE_VERSION.DOCUMENT)
                .from(CATALOGUE_VERSION)
                .where(CATALOGUE_VERSION.VERSION.eq(version))
                .fetchOptional(row -> tree(row.value1()));
    }

    static JsonNode requireDocument(DSLContext tx, String version) {
        return findDocument(tx, version)
                .orElseThrow(() -> new IllegalStateException("there is no catalogue version " + version));
    }

    static Optional<Row> find(DSLContext tx, String version) {
        return rows(tx, CATALOGUE_VERSION.VERSION.eq(version)).fetchOptional(row());
    }

    static Page<Row> page(DSLContext tx, Paging paging) {
        return paging.page(
                rows(tx, DSL.noCondition()),
                List.of(Paging.Key.descending(CATALOGUE_VERSION.ORDINAL, Row::ordinal, Long::valueOf)),
                row());
    }

    static int insertShipped(DSLContext tx, ShippedCatalogue shipped, Instant now) {
        return tx.insertInto(CATALOGUE_VERSION)
                .set(CATALOGUE_VERSION.VERSION, shipped.version())
                .set(CATALOGUE_VERSION.DOCUMENT, jsonb(shipped.document()))
                .set(CATALOGUE_VERSION.REASON, "Came with Waymark")
                .set(CATALOGUE_VERSION.PROPOSED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    /** Until the end of the transaction nobody else gives a name to a version. */
    static void lockVersions(DSLContext tx) {
        int unused = tx.execute("lock table catalogue_version in share row exclusive mode");
    }

    /** Until the end of the transaction nobody else makes a version current. */
    static void lockActivations(DSLContext tx) {
        int unused = tx.execute("lock table catalogue_activation in share row exclusive mode");
    }

    /** Call while holding the lock on versions. */
    static String nextVersion(DSLContext tx) {
        return "v"
                + tx.select(DSL.count().plus(1))
                        .from(CATALOGUE_VERSION)
                        .where(CATALOGUE_VERSION.PROPOSED_BY.isNotNull())
                        .fetchSingle()
                        .value1();
    }

    static void insert(
            DSLContext tx, String version, JsonNode document, NewProposal proposal, AccountId by, Instant at) {
        tx.insertInto(CATALOGUE_VERSION)
                .set(CATALOGUE_VERSION.VERSION, version)
                .set(CATALOGUE_VERSION.DOCUMENT, jsonb(document))
                .set(CATALOGUE_VERSION.BASED_ON, proposal.basedOn())
                .set(CATALOGUE_VERSION.CHANGES, jsonb(proposal.changes()))
                .set(CATALOGUE_VERSION.REASON, proposal.reason())
                .set(CATALOGUE_VERSION.PROPOSED_BY, by)
                .set(CATALOGUE_VERSION.PROPOSED_AT, at)
                .execute();
    }

    static void activate(DSLContext tx, String version, AccountId by, Instant at) {
        tx.insertInto(CATALOGUE_ACTIVATION)
                .set(CATALOGUE_ACTIVATION.VERSION, version)
                .set(CATALOGUE_ACTIVATION.ACTIVATED_BY, by)
                .set(CATALOGUE_ACTIVATION.ACTIVATED_AT, at)
                .execute();
    }

    private static SelectConditionStep<Record> rows(DSLContext tx, Condition condition) {
        return tx.select(List.of(
                        CATALOGUE_VERSION.ORDINAL,
                        CATALOGUE_VERSION.VERSION,
                        CATALOGUE_VERSION.BASED_ON,
                        CATALOGUE_VERSION.CHANGES,
                        CATALOGUE_VERSION.REASON,
                        CATALOGUE_VERSION.PROPOSED_BY,
                        ACCOUNT.USERNAME,
                        CATALOGUE_VERSION.PROPOSED_AT,
                        APPROVALS))
                .from(CATALOGUE_VERSION)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(CATALOGUE_VERSION.PROPOSED_BY))
                .where(condition);
    }

    private static RecordMapper<Record, Row> row() {
        return row -> new Row(
                row.get(CATALOGUE_VERSION.ORDINAL),
                row.get(CATALOGUE_VERSION.VERSION),
                row.get(CATALOGUE_VERSION.BASED_ON),
                Optional.ofNullable(row.get(CATALOGUE_VERSION.CHANGES)).map(CatalogueStore::tree),
                row.get(CATALOGUE_VERSION.REASON),
                Optional.ofNullable(row.get(CATALOGUE_VERSION.PROPOSED_BY)),
                row.get(ACCOUNT.USERNAME),
                row.get(CATALOGUE_VERSION.PROPOSED_AT),
                row.get(APPROVALS));
    }

    private static JSONB jsonb(JsonNode tree) {
        return JSONB.valueOf(tree.toString());
    }

    private static JsonNode tree(JSONB jsonb) {
        try {
            return Json.MAPPER.readTree(jsonb.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a catalogue version is no JSON", e);
        }
    }

    /** @param basedOn null for a version that came with Waymark, as are the name and the id of the proposer */
    record Row(
            long ordinal,
            String version,
            @Nullable String basedOn,
            Optional<JsonNode> changes,
            String reason,
            Optional<AccountId> proposer,
            @Nullable String proposedBy,
            Instant proposedAt,
            List<CatalogueVersion.Approval> approvals) {

        /** Two people stand behind it: it was current once, or it came with Waymark. */
        boolean isAgreed() {
            return proposer.isEmpty() || !approvals.isEmpty();
        }

        CatalogueVersion seen(String current) {
            return new CatalogueVersion(
                    version,
                    state(current),
                    basedOn,
                    reason,
                    proposedBy,
                    proposedAt,
                    approvals,
                    Optional.empty(),
                    Optional.empty());
        }

        private CatalogueVersion.State state(String current) {
            if (version.equals(current)) {
                return CatalogueVersion.State.CURRENT;
            }
            if (isAgreed()) {
                return CatalogueVersion.State.SUPERSEDED;
            }
            return current.equals(basedOn) ? CatalogueVersion.State.PROPOSED : CatalogueVersion.State.OUTDATED;
        }
    }
}
