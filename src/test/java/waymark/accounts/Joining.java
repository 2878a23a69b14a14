package waymark.accounts;

import static waymark.schema.Tables.ACCOUNT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import waymark.TestForum;
import waymark.ids.AccountId;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** People who join as everybody does: with a password, and an address they have not proved yet. */
record Joining(TestForum forum) {

    static final String PASSWORD = "a long and quiet sentence";

    private static final List<Map<String, String>> CONSENTS = List.of(
            Map.of("purpose", "community-rules", "wordingVersion", "2026-11"),
            Map.of("purpose", "health-data", "wordingVersion", "2026-11"));

    /** The address is the name at example.org. */
    Client join(String username) {
        return join(username, username + "@example.org");
    }

    Client join(String username, String email) {
        signUp(username, email).expect(201);
        return signIn(username, PASSWORD);
    }

    Answer signUp(String username, String email) {
        return forum.guest()
                .post(
                        "/accounts",
                        Map.of(
                                "username",
                                username,
                                "email",
                                email,
                                "password",
                                PASSWORD,
                                "ageAtLeast",
                                18,
                                "consents",
                                CONSENTS));
    }

    Client signIn(String username, String password) {
        return as(trySignIn(username, password).expect(201).text("/session/token"));
    }

    Answer trySignIn(String username, String password) {
        return forum.guest().post("/sessions", Map.of("username", username, "password", password));
    }

    Answer trySignIn(String username, String password, String code) {
        return forum.guest().post("/sessions", Map.of("username", username, "password", password, "totp", code));
    }

    Client as(String token) {
        return new Client(forum.port(), Optional.of(token));
    }

    Answer open(String token) {
        return forum.guest().post("/accounts/email-verification", Map.of("token", token));
    }

    Answer open(Client somebody, String token) {
        return somebody.post("/accounts/email-verification", Map.of("token", token));
    }

    /** What comes of a request during which something else happens to the account: the request waits for it. */
    Answer during(AccountId account, Supplier<Answer> request, Consumer<DSLContext> change) {
        return Together.meeting(
                forum.db(),
                tx -> tx.select(ACCOUNT.ID)
                        .from(ACCOUNT)
                        .where(ACCOUNT.ID.eq(account))
                        .forUpdate()
                        .execute(),
                request,
                change);
    }

    String lastToken(String email) {
        return forum.mails().lastTo(email).token();
    }
}
