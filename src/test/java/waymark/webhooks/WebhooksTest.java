package waymark.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.WEBHOOK_DELIVERY;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waymark.ids.Ids;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.http.Json;
import waymark.testing.Logged;
import waymark.testing.TestClock;
import waymark.testing.TestDatabases;
import waymark.testing.Together;

/** What other programs are told, on a real database and over real HTTP. */
class WebhooksTest {

    private static final UUID STORY = UUID.fromString("0190a0a0-0000-7000-8000-000000000001");

    private final TestClock clock = new TestClock();
    private final Ids ids = new Ids(clock);
    private final Receiver receiver = new Receiver();
    private final List<WebhookEndpoint> told = List.of(receiver.endpoint());
    private @Nullable DatabaseSettings settings;
    private @Nullable Database database;

    @BeforeEach
    void thereIsADatabase() {
        settings = TestDatabases.create();
        database = new Database(settings);
    }

    @AfterEach
    void itGoes() {
        receiver.close();
        db().close();
        TestDatabases.drop(Objects.requireNonNull(settings));
    }

    @Test
    void whatIsAnnouncedArrivesWithIdsTypeAndTimeAndNothingElse() throws Exception {
        announce("story.published", STORY);
        clock.advance(Duration.ofSeconds(2));
        assertEquals(1, worker().deliverDue());

        var received = receiver.received().get(0);
        assertEquals("POST /hooks?from=waymark", received.request());
        assertEquals("application/json", received.contentType());
        assertEquals(String.valueOf(clock.instant().getEpochSecond()), received.timestamp());
        assertEquals(
                Json.MAPPER.readTree("{\"type\":\"story.published\",\"timestamp\":\"2026-03-10T12:00:00Z\","
                        + "\"data\":{\"id\":\"" + STORY + "\"}}"),
                Json.MAPPER.readTree(received.body()));
        assertEquals(received.id(), only().get(WEBHOOK_DELIVERY.ID).toString());
        assertEquals(clock.instant(), only().get(WEBHOOK_DELIVERY.DELIVERED_AT));
        assertEquals(204, only().get(WEBHOOK_DELIVERY.LAST_STATUS));
        assertEquals(0, worker().deliverDue());
        assertEquals(1, receiver.received().size());
    }

    @Test
    void whoeverHasTheSecretKnowsThatItIsUs() throws Exception {
        announce("story.withdrawn", STORY);
        worker().deliverDue();
        var received = receiver.received().get(0);

        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(Receiver.SECRET.replace("whsec_", "")), "HmacSHA256"));
        var content = received.id() + "." + received.timestamp() + "." + received.body();
        var expected = Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        assertEquals("v1," + expected, received.signature());
    }

    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void itIsSignedAsOthersSign() {
        var endpoint = WebhookEndpoint.of(
                "other", URI.create("https://example.org"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                endpoint.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}"));
    }

    @Test
    void whatDidNotHappenIsNotAnnounced() {
        assertThrows(
                IllegalStateException.class,
                () -> db().write(tx -> {
                    webhooks().announce(tx, "story.published", STORY);
                    throw new IllegalStateException("it did not happen");
                }));
        assertEquals(List.of(), rows());
        assertEquals(0, worker().deliverDue());
        assertEquals(List.of(), receiver.received());
    }

    @Test
    void nothingIsThereBeforeTheTransactionIs() {
        int seen = db().write(tx -> {
            webhooks().announce(tx, "story.published", STORY);
            return Together.times(1, unused -> worker().deliverDue()).get(0);
        });
        assertEquals(0, seen);
        assertEquals(1, worker().deliverDue());
    }

    @Test
    void withoutAnybodyToTellNothingIsWritten() {
        var nobody = new Webhooks(List.of(), ids, clock);
        db().write(tx -> {
            nobody.announce(tx, "story.published", STORY);
            return true;
        });
        assertEquals(List.of(), rows());
    }

    @Test
    void whatIsRefusedIsTriedAgainLaterAndLater() {
        announce("story.withdrawn", STORY);
        receiver.answer(500);
        var pauses = new ArrayList<Long>();
        for (int attempt = 1; attempt <= 12; attempt++) {
            assertEquals(0, worker().deliverDue());
            assertEquals(attempt, receiver.received().size());
            assertEquals(500, only().get(WEBHOOK_DELIVERY.LAST_STATUS));
            var next = Objects.requireNonNull(only().get(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT));
            pauses.add(Duration.between(clock.instant(), next).toSeconds());
            clock.set(next.minusNanos(1_000));
            assertEquals(0, worker().deliverDue());
            assertEquals(attempt, receiver.received().size());
            clock.set(next);
        }
        assertEquals(List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L, 3600L), pauses);

        receiver.answer(200);
        assertEquals(1, worker().deliverDue());
        assertEquals(1, distinctIds());
        // Each attempt says when it was made, and what happened stays when it happened.
        assertEquals(
                13,
                new HashSet<>(receiver.received().stream()
                                .map(Receiver.Received::timestamp)
                                .toList())
                        .size());
        assertEquals(
                1,
                new HashSet<>(receiver.received().stream()
                                .map(Receiver.Received::body)
                                .toList())
                        .size());
    }

    @Test
    void onlyTwoHundredsCountAndNobodyIsFollowedElsewhere() {
        for (int status : new int[] {302, 307, 400, 404, 410, 429, 503}) {
            announce("story.withdrawn", STORY);
            receiver.behave(exchange -> {
                exchange.getResponseHeaders().set("Location", receiver.url().toString());
                return status;
            });
            int before = receiver.received().size();
            assertEquals(0, worker().deliverDue(), "status " + status);
            assertEquals(before + 1, receiver.received().size());
        }
    }

    @Test
    void nobodyAtHomeIsTriedAgainToo() {
        announce("story.withdrawn", STORY);
        receiver.close();
        assertEquals(0, worker().deliverDue());
        assertEquals(null, only().get(WEBHOOK_DELIVERY.LAST_STATUS));
        assertEquals(clock.instant().plusSeconds(5), only().get(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT));
    }

    @Test
    void nobodyIsWaitedForForever() {
        announce("story.withdrawn", STORY);
        var over = new CountDownLatch(1);
        var impatient = new WebhookWorker(db(), told, clock, Duration.ofSeconds(1));
        receiver.behave(exchange -> {
            Together.await(over);
            return 200;
        });
        assertEquals(0, impatient.deliverDue());
        // Nor for an answer that begins and never ends.
        clock.advance(Duration.ofMinutes(1));
        receiver.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            Together.await(over);
            return 200;
        });
        assertEquals(0, impatient.deliverDue());
        assertEquals(2, receiver.received().size());
        assertEquals(null, only().get(WEBHOOK_DELIVERY.LAST_STATUS));
        over.countDown();
    }

    @Test
    void afterFiveDaysItIsGivenUpAndSaidSo() {
        announce("story.withdrawn", STORY);
        receiver.answer(503);
        clock.set(TestClock.START.plus(WebhookWorker.GIVEN_UP).minusSeconds(1));
        worker().deliverDue();
        assertEquals(null, only().get(WEBHOOK_DELIVERY.GIVEN_UP_AT));
        clock.advance(Duration.ofSeconds(5));

        try (var logged = Logged.by(WebhookWorker.class)) {
            worker().deliverDue();
            assertEquals(
                    List.of("webhook " + only().get(WEBHOOK_DELIVERY.ID) + ", story.withdrawn of " + STORY
                            + ", is given up after 2 attempts, the last one answered with 503"),
                    logged.messages());
        }
        assertEquals(clock.instant(), only().get(WEBHOOK_DELIVERY.GIVEN_UP_AT));
        clock.advance(Duration.ofDays(1));
        worker().deliverDue();
        assertEquals(2, receiver.received().size());
    }

    @Test
    void manyWorkersDeliverEachOnce() {
        for (int i = 0; i < 60; i++) {
            announce("story.published", new UUID(7, i));
        }
        var counts = Together.times(6, unused -> worker().deliverDue());
        assertEquals(60, counts.stream().mapToInt(Integer::intValue).sum());
        assertEquals(60, receiver.received().size());
        assertEquals(60, distinctIds());
    }

    @Test
    void whatOneWorkerIsDeliveringNobodyElseTakes() throws Exception {
        announce("story.withdrawn", STORY);
        var arrived = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        receiver.behave(exchange -> {
            arrived.countDown();
            Together.await(goOn);
            return 200;
        });
        var counts = Together.times(2, number -> {
            if (number == 0) {
                return worker().deliverDue();
            }
            try {
                Together.await(arrived);
                return worker().deliverDue();
            } finally {
                goOn.countDown();
            }
        });
        assertEquals(List.of(1, 0), counts);
        assertEquals(1, receiver.received().size());
    }

    @Test
    void whoeverDiesBetweenDeliveringAndWritingItDownIsFollowedByAnotherWithTheSameId() {
        announce("story.withdrawn", STORY);
        var doomed = new Database(Objects.requireNonNull(settings));
        receiver.behave(exchange -> {
            doomed.close();
            return 200;
        });
        assertThrows(RuntimeException.class, () -> new WebhookWorker(doomed, told, clock).deliverDue());
        assertEquals(1, receiver.received().size());
        assertEquals(null, only().get(WEBHOOK_DELIVERY.DELIVERED_AT));

        receiver.answer(200);
        clock.advance(WebhookWorker.ABANDONED.minusSeconds(1));
        assertEquals(0, worker().deliverDue());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, worker().deliverDue());
        assertEquals(2, receiver.received().size());
        assertEquals(1, distinctIds());
    }

    @Test
    void whoeverWasTakenForDeadDoesNotUndoWhatAnotherDid() {
        announce("story.withdrawn", STORY);
        // The first gets a refusal, but only after somebody else has delivered it.
        var first = new AtomicReference<>(true);
        receiver.behave(exchange -> {
            if (!first.getAndSet(false)) {
                return 200;
            }
            clock.advance(WebhookWorker.ABANDONED);
            assertEquals(1, worker().deliverDue());
            return 500;
        });
        worker().deliverDue();
        assertEquals(2, receiver.received().size());
        assertTrue(only().get(WEBHOOK_DELIVERY.DELIVERED_AT) != null);
        assertEquals(200, only().get(WEBHOOK_DELIVERY.LAST_STATUS));
        assertEquals(null, only().get(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT));
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersForLong() {
        announce("story.published", STORY);
        receiver.behave(exchange -> receiver.received().size() == 1 ? 500 : 200);
        assertEquals(0, worker().deliverDue());
        announce("story.withdrawn", STORY);
        assertEquals(1, worker().deliverDue());
        assertTrue(receiver.received().get(1).body().contains("story.withdrawn"));
    }

    @Test
    void whatWaitsForSomebodyWhoIsNotToldAnyMoreStays() {
        announce("story.withdrawn", STORY);
        assertEquals(0, new WebhookWorker(db(), List.of(), clock).deliverDue());
        var other = WebhookEndpoint.of("other", receiver.url(), Receiver.SECRET);
        assertEquals(0, new WebhookWorker(db(), List.of(other), clock).deliverDue());
        assertEquals(1, worker().deliverDue());
    }

    @Test
    void whatIsOverIsForgottenAfterThirtyDays() {
        announce("story.published", STORY);
        worker().deliverDue();
        announce("story.withdrawn", STORY);
        clock.advance(WebhookWorker.KEPT);
        assertEquals(0, worker().forgetOld());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, worker().forgetOld());
        assertEquals("story.withdrawn", only().get(WEBHOOK_DELIVERY.TYPE));
    }

    @Test
    void aSecretIsNeverShown() {
        assertEquals("settings", receiver.endpoint().toString());
        for (var wrong : List.of(
                "",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_!!!!",
                "whsec_" + "A".repeat(100))) {
            assertThrows(
                    IllegalArgumentException.class, () -> WebhookEndpoint.of("settings", receiver.url(), wrong), wrong);
        }
    }

    private void announce(String type, UUID subject) {
        db().write(tx -> {
            webhooks().announce(tx, type, subject);
            return true;
        });
    }

    private Webhooks webhooks() {
        return new Webhooks(told, ids, clock);
    }

    private WebhookWorker worker() {
        return new WebhookWorker(db(), told, clock);
    }

    private Database db() {
        return Objects.requireNonNull(database);
    }

    private List<Record> rows() {
        return db().read(tx -> List.copyOf(tx.select().from(WEBHOOK_DELIVERY).fetch()));
    }

    private Record only() {
        assertEquals(1, rows().size());
        return rows().get(0);
    }

    private int distinctIds() {
        return new HashSet<>(
                        receiver.received().stream().map(Receiver.Received::id).toList())
                .size();
    }
}
