package waymark;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import waymark.accounts.HashCost;
import waymark.accounts.SessionRules;
import waymark.feeds.Site;
import waymark.mail.MailSettings;
import waymark.platform.oidc.OidcSettings;
import waymark.platform.secret.Keyring;
import waymark.signposting.ExaminerSettings;
import waymark.webhooks.WebhookEndpoint;

/**
 * What the features of a run are told from outside.
 *
 * @param examining how texts are looked at
 * @param told programs that are told what happens to stories
 * @param keys what is sealed in the database is sealed with these
 * @param sessions how long people stay signed in, and with what the team signs in
 * @param mailing how mails are sent; absent where another server sends them
 * @param oidc where members may have another account to sign in with
 * @param hashing what hashes of passwords cost
 * @param minimumAge in years; nobody younger can join
 * @param answerAlert how much staffed time a thread waits before supporters are told
 * @param site what links that leave the house begin with
 */
public record FeatureSettings(
        ExaminerSettings examining,
        List<WebhookEndpoint> told,
        Keyring keys,
        SessionRules sessions,
        Optional<MailSettings> mailing,
        Optional<OidcSettings> oidc,
        HashCost hashing,
        int minimumAge,
        Duration answerAlert,
        Site site) {

    private static final int ADULT = 18;

    /** As most forums have them. */
    public static FeatureSettings of(Keyring keys) {
        return new FeatureSettings(
                ExaminerSettings.DEFAULT,
                List.of(),
                keys,
                SessionRules.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                HashCost.RECOMMENDED,
                ADULT,
                Duration.ofHours(4),
                Site.LOCAL);
    }

    public FeatureSettings examining(ExaminerSettings examining) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings telling(List<WebhookEndpoint> told) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings sessions(SessionRules sessions) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings mailing(Optional<MailSettings> mailing) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings joiningFrom(int minimumAge) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings oidc(Optional<OidcSettings> oidc) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings hashing(HashCost hashing) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings alertingAfter(Duration answerAlert) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }

    public FeatureSettings at(Site site) {
        return new FeatureSettings(
                examining, told, keys, sessions, mailing, oidc, hashing, minimumAge, answerAlert, site);
    }
}
