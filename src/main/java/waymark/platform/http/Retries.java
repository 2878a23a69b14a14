package waymark.platform.http;

import static waymark.schema.Tables.STORED_ANSWER;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Makes POSTs safe to send again. The answer is stored in the transaction of the write, so that after a crash there are
 * either both or neither. Only answers to writes that happened are stored; a refusal may be mended and sent again.
 */
public final class Retries {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final List<String> KEPT_HEADERS = List.of("Location", "ETag", "Set-Cookie");
    private static final String OWNER_GUEST = "guest";

    private final Database db;
    private final Clock clock;

    public Retries(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Runs a write in a transaction and answers; for a request with an Idempotency-Key that was answered before, gives
     * that answer again instead.
     *
     * @param write does its work in the given transaction and puts its answer into the context
     * @throws Problem IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE, INVALID_REQUEST
     */
    public void once(Context ctx, Consumer<DSLContext> write) {
        var key = ctx.header("Idempotency-Key");
        db.run(tx -> {
            if (key == null) {
                write.accept(tx);
            } else {
                once(ctx, tx, ownerOf(ctx), requestOf(ctx, key), write);
            }
        });
    }

    /** Forgets answers that nobody may ask for again. */
    public int forgetOld() {
        return db.write(tx -> tx.deleteFrom(STORED_ANSWER)
                .where(STORED_ANSWER.STORED_AT.lt(clock.instant().minus(KEPT)))
                .execute());
    }

    /** Forgets a part of the answers that one account was given; for as long as there is a next part. */
    public Batch erase(DSLContext tx, AccountId owner) {
        var mine = STORED_ANSWER.OWNER.eq(owner.toString());
        return Batch.of(tx.deleteFrom(STORED_ANSWER)
                .where(mine)
                .and(STORED_ANSWER.KEY_SHA256.in(DSL.select(STORED_ANSWER.KEY_SHA256)
                        .from(STORED_ANSWER)
                        .where(mine)
                        .limit(Batch.SIZE)))
                .execute());
    }

    private void once(Context ctx, DSLContext tx, String owner, RetryableRequest request, Consumer<DSLContext> write) {
        lock(tx, owner, request);
        var earlier = find(tx, owner, request);
        if (earlier.isPresent()) {
            replay(ctx, earlier.get());
            return;
        }
        write.accept(tx);
        store(tx, owner, request, answerIn(ctx));
    }

    /** A second request with the same key is told to wait, rather than made to hold a connection while it waits. */
    private static void lock(DSLContext tx, String owner, RetryableRequest request) {
        long name = ByteBuffer.wrap(request.keySha256()).getLong() ^ owner.hashCode();
        boolean free =
                tx.fetchSingle("select pg_try_advisory_xact_lock(?)", name).get(0, Boolean.class);
        if (!free) {
            throw ProblemType.IDEMPOTENCY_KEY_IN_USE
                    .because("Your first request is still being worked on. Send it again in a moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    private Optional<StoredAnswer> find(DSLContext tx, String owner, RetryableRequest request) {
        return tx.select(STORED_ANSWER.REQUEST_MAC, STORED_ANSWER.ANSWER)
                .from(STORED_ANSWER)
                .where(STORED_ANSWER.OWNER.eq(owner))
                .and(STORED_ANSWER.KEY_SHA256.eq(request.keySha256()))
                .and(STORED_ANSWER.STORED_AT.ge(clock.instant().minus(KEPT)))
                .fetchOptional(row -> {
                    if (!MessageDigest.isEqual(row.value1(), request.mac())) {
                        throw ProblemType.IDEMPOTENCY_KEY_REUSED.because(
                                "Use a new Idempotency-Key for a new request.",
                                List.of(FieldError.header(
                                        "Idempotency-Key", "This key came with another request before.")));
                    }
                    return read(request.decrypt(row.value2()));
                });
    }

    private void store(DSLContext tx, String owner, RetryableRequest request, StoredAnswer answer) {
        var encrypted = request.encrypt(written(answer));
        var now = clock.instant();
        tx.insertInto(STORED_ANSWER)
                .set(STORED_ANSWER.OWNER, owner)
                .set(STORED_ANSWER.KEY_SHA256, request.keySha256())
                .set(STORED_ANSWER.REQUEST_MAC, request.mac())
                .set(STORED_ANSWER.ANSWER, encrypted)
                .set(STORED_ANSWER.STORED_AT, now)
                // Only a row that is too old to be replayed can be in the way.
                .onConflict(STORED_ANSWER.OWNER, STORED_ANSWER.KEY_SHA256)
                .doUpdate()
                .set(STORED_ANSWER.REQUEST_MAC, DSL.excluded(STORED_ANSWER.REQUEST_MAC))
                .set(STORED_ANSWER.ANSWER, DSL.excluded(STORED_ANSWER.ANSWER))
                .set(STORED_ANSWER.STORED_AT, DSL.excluded(STORED_ANSWER.STORED_AT))
                .execute();
    }

    private static StoredAnswer answerIn(Context ctx) {
        Answers.finish(ctx);
        var headers = new TreeMap<String, String>();
        for (var name : KEPT_HEADERS) {
            Optional.ofNullable(ctx.res().getHeader(name)).ifPresent(value -> headers.put(name, value));
        }
        return new StoredAnswer(ctx.statusCode(), headers, Answers.bytes(ctx));
    }

    private static void replay(Context ctx, StoredAnswer answer) {
        ctx.status(answer.status());
        answer.headers().forEach(ctx::header);
        ctx.header("Idempotency-Replayed", "true");
        ctx.contentType("application/json");
        Answers.finished(ctx, answer.body());
    }

    private static String ownerOf(Context ctx) {
        return Caller.viewer(ctx).member().map(me -> me.id().toString()).orElse(OWNER_GUEST);
    }

    private static RetryableRequest requestOf(Context ctx, String key) {
        if (!KEY.matcher(key).matches()) {
            throw ProblemType.INVALID_REQUEST.because(
                    "The Idempotency-Key cannot be used.",
                    List.of(FieldError.header("Idempotency-Key", "This needs 1 to 128 visible ASCII characters.")));
        }
        return RetryableRequest.of(key, ctx.method() + " " + ctx.path(), Input.bytes(ctx));
    }

    private static byte[] written(StoredAnswer answer) {
        try {
            return Json.MAPPER.writeValueAsBytes(answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredAnswer read(byte[] written) {
        try {
            return Json.MAPPER.readValue(written, StoredAnswer.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record StoredAnswer(int status, Map<String, String> headers, byte[] body) {}
}
