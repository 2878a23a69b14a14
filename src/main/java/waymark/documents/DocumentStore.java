package waymark.documents;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.DOCUMENT;
import static waymark.schema.Tables.DOCUMENT_ACTIVATION;
import static waymark.schema.Tables.DOCUMENT_VERSION;

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
import waymark.platform.erasure.Traces;
import waymark.platform.http.Json;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class DocumentStore {

    private static final Field<List<DocumentVersion.Approval>> APPROVALS = multiset(
                    select(ACCOUNT.USERNAME, DOCUMENT_ACTIVATION.ACTIVATED_AT)
                            .from(DOCUMENT_ACTIVATION)
                            .join(ACCOUNT)
                            .on(ACCOUNT.ID.eq(DOCUMENT_ACTIVATION.ACTIVATED_BY))
                            .where(DOCUMENT_ACTIVATION.DOCUMENT.eq(DOCUMENT_VERSION.DOCUMENT))
                            .and(DOCUMENT_ACTIVATION.VERSION.eq(DOCUMENT_VERSION.VERSION))
                            .orderBy(DOCUMENT_ACTIVATION.ID))
            .as("approvals")
            .convertFrom(found -> found.map(mapping(DocumentVersion.Approval::new)));

    private DocumentStore() {}

    /** The version that was made current last; empty when none ever was. */
    static Optional<Served.Version> served(DSLContext tx, String document) {
        return tx.select(DOCUMENT_ACTIVATION.VERSION, DOCUMENT_VERSION.CLEARED_AT)
                .from(DOCUMENT_ACTIVATION)
                .join(DOCUMENT_VERSION)
                .on(DOCUMENT_VERSION.DOCUMENT.eq(DOCUMENT_ACTIVATION.DOCUMENT))
                .and(DOCUMENT_VERSION.VERSION.eq(DOCUMENT_ACTIVATION.VERSION))
                .where(DOCUMENT_ACTIVATION.DOCUMENT.eq(document))
                .orderBy(DOCUMENT_ACTIVATION.ID.desc())
                .limit(inline(1))
                .fetchOptional(row -> new Served.Version(row.value1(), Optional.ofNullable(row.value2())));
    }

    /** Its name. */
    static Optional<String> current(DSLContext tx, String document) {
        return served(tx, document).map(Served.Version::name);
    }

    static Optional<JsonNode> findContent(DSLContext tx, String document, String version) {
        return tx.select(DOCUMENT_VERSION.CONTENT)
                .from(DOCUMENT_VERSION)
                .where(key(document, version))
                .fetchOptional(row -> tree(row.value1()));
    }

    static JsonNode requireContent(DSLContext tx, String document, String version) {
        return findContent(tx, document, version)
                .orElseThrow(() -> new IllegalStateException("there is no version " + version + " of " + document));
    }

    static Optional<Row> find(DSLContext tx, String document, String version) {
        return rows(tx, key(document, version)).fetchOptional(row());
    }

    static Page<Row> page(DSLContext tx, String document, Paging paging) {
        return paging.page(
                rows(tx, DOCUMENT_VERSION.DOCUMENT.eq(document)),
                List.of(Paging.Key.descending(DOCUMENT_VERSION.ORDINAL, Row::ordinal, Long::valueOf)),
                row());
    }

    static void insertShipped(DSLContext tx, DocumentKind<?> kind, Instant now) {
        tx.insertInto(DOCUMENT_VERSION)
                .set(DOCUMENT_VERSION.DOCUMENT, kind.name())
                .set(DOCUMENT_VERSION.VERSION, kind.shippedVersion())
                .set(DOCUMENT_VERSION.CONTENT, jsonb(kind.shippedContent()))
                .set(DOCUMENT_VERSION.REASON, "Came with Waymark")
                .set(DOCUMENT_VERSION.PROPOSED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    /** Until the end of the transaction nobody else names a version of this document or makes one current. */
    static void lock(DSLContext tx, String document) {
        var unused = tx.select(DOCUMENT.NAME)
                .from(DOCUMENT)
                .where(DOCUMENT.NAME.eq(document))
                .forNoKeyUpdate()
                .fetchSingle();
    }

    /** Call while holding the lock. */
    static String nextVersion(DSLContext tx, String document) {
        return "v"
                + tx.select(DSL.count().plus(1))
                        .from(DOCUMENT_VERSION)
                        .where(DOCUMENT_VERSION.DOCUMENT.eq(document))
                        .and(DOCUMENT_VERSION.PROPOSED_BY.isNotNull())
                        .fetchSingle()
                        .value1();
    }

    static void insert(
            DSLContext tx,
            String document,
            String version,
            JsonNode content,
            NewProposal proposal,
            AccountId by,
            Instant at) {
        tx.insertInto(DOCUMENT_VERSION)
                .set(DOCUMENT_VERSION.DOCUMENT, document)
                .set(DOCUMENT_VERSION.VERSION, version)
                .set(DOCUMENT_VERSION.CONTENT, jsonb(content))
                .set(DOCUMENT_VERSION.BASED_ON, proposal.basedOn())
                .set(DOCUMENT_VERSION.CHANGES, jsonb(proposal.changes()))
                .set(DOCUMENT_VERSION.REASON, proposal.reason())
                .set(DOCUMENT_VERSION.PROPOSED_BY, by)
                .set(DOCUMENT_VERSION.PROPOSED_AT, at)
                .execute();
    }

    static void activate(DSLContext tx, String document, String version, AccountId by, Instant at) {
        tx.insertInto(DOCUMENT_ACTIVATION)
                .set(DOCUMENT_ACTIVATION.DOCUMENT, document)
                .set(DOCUMENT_ACTIVATION.VERSION, version)
                .set(DOCUMENT_ACTIVATION.ACTIVATED_BY, by)
                .set(DOCUMENT_ACTIVATION.ACTIVATED_AT, at)
                .execute();
    }

    /** Whatever somebody has proposed that may name this person. */
    static List<Proposed> lockProposed(DSLContext tx, Traces traces) {
        var texts = List.of(
                DOCUMENT_VERSION.CONTENT.cast(String.class),
                DOCUMENT_VERSION.CHANGES.cast(String.class),
                DOCUMENT_VERSION.REASON);
        return tx.select(
                        DOCUMENT_VERSION.DOCUMENT,
                        DOCUMENT_VERSION.VERSION,
                        DOCUMENT_VERSION.CONTENT.convertFrom(DocumentStore::tree),
                        DOCUMENT_VERSION.CHANGES.convertFrom(DocumentStore::tree),
                        DOCUMENT_VERSION.REASON)
                .from(DOCUMENT_VERSION)
                .where(DOCUMENT_VERSION.PROPOSED_BY.isNotNull())
                .and(traces.mayBeIn(texts))
                .orderBy(DOCUMENT_VERSION.DOCUMENT, DOCUMENT_VERSION.ORDINAL)
                .forUpdate()
                .fetch(mapping(Proposed::new));
    }

    static void reword(DSLContext tx, Proposed proposed, Instant at) {
        tx.update(DOCUMENT_VERSION)
                .set(DOCUMENT_VERSION.CONTENT, jsonb(proposed.content()))
                .set(DOCUMENT_VERSION.CHANGES, jsonb(proposed.changes()))
                .set(DOCUMENT_VERSION.REASON, proposed.reason())
                .set(DOCUMENT_VERSION.CLEARED_AT, at)
                .where(key(proposed.document(), proposed.version()))
                .execute();
    }

    private static Condition key(String document, String version) {
        return DOCUMENT_VERSION.DOCUMENT.eq(document).and(DOCUMENT_VERSION.VERSION.eq(version));
    }

    private static SelectConditionStep<Record> rows(DSLContext tx, Condition condition) {
        return tx.select(List.of(
                        DOCUMENT_VERSION.ORDINAL,
                        DOCUMENT_VERSION.VERSION,
                        DOCUMENT_VERSION.BASED_ON,
                        DOCUMENT_VERSION.CHANGES,
                        DOCUMENT_VERSION.REASON,
                        DOCUMENT_VERSION.PROPOSED_BY,
                        ACCOUNT.USERNAME,
                        DOCUMENT_VERSION.PROPOSED_AT,
                        APPROVALS))
                .from(DOCUMENT_VERSION)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(DOCUMENT_VERSION.PROPOSED_BY))
                .where(condition);
    }

    private static RecordMapper<Record, Row> row() {
        return row -> new Row(
                row.get(DOCUMENT_VERSION.ORDINAL),
                row.get(DOCUMENT_VERSION.VERSION),
                row.get(DOCUMENT_VERSION.BASED_ON),
                Optional.ofNullable(row.get(DOCUMENT_VERSION.CHANGES)).map(DocumentStore::tree),
                row.get(DOCUMENT_VERSION.REASON),
                Optional.ofNullable(row.get(DOCUMENT_VERSION.PROPOSED_BY)),
                row.get(ACCOUNT.USERNAME),
                row.get(DOCUMENT_VERSION.PROPOSED_AT),
                row.get(APPROVALS));
    }

    private static JSONB jsonb(JsonNode tree) {
        return JSONB.valueOf(tree.toString());
    }

    private static JsonNode tree(JSONB jsonb) {
        return Json.tree(jsonb.data());
    }

    /** What somebody has proposed, as far as it is words. */
    record Proposed(String document, String version, JsonNode content, JsonNode changes, String reason) {}

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
            List<DocumentVersion.Approval> approvals) {

        /** Two people stand behind it: it was current once, or it came with Waymark. */
        boolean isAgreed() {
            return proposer.isEmpty() || !approvals.isEmpty();
        }

        DocumentVersion seen(String current) {
            return new DocumentVersion(
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

        private DocumentVersion.State state(String current) {
            if (version.equals(current)) {
                return DocumentVersion.State.CURRENT;
            }
            if (isAgreed()) {
                return DocumentVersion.State.SUPERSEDED;
            }
            return current.equals(basedOn) ? DocumentVersion.State.PROPOSED : DocumentVersion.State.OUTDATED;
        }
    }
}
