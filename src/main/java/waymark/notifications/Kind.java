package waymark.notifications;

import java.util.Locale;
import waymark.preferences.Choices;

/** What somebody is told. Of one post a member is told once: what comes first here is said. */
enum Kind {
    QUOTE,
    MENTION,
    /** To their post, or in a thread that they watch. */
    REPLY,
    /** One for all likes that came since the member last looked. */
    LIKE,
    STORY,
    DECISION,
    REPORT;

    /** Whether a member wants it by mail, too. */
    boolean isMailed(Choices.MailChoices wanted) {
        return switch (this) {
            case QUOTE -> wanted.quote();
            case MENTION -> wanted.mention();
            case REPLY -> wanted.reply();
            case LIKE -> wanted.like();
            case STORY -> wanted.story();
            case DECISION -> wanted.decision();
            case REPORT -> wanted.report();
        };
    }

    /** Whether it comes from the team, and not from other members. */
    boolean isOfTheTeam() {
        return this == STORY || this == DECISION || this == REPORT;
    }

    /** As it is in the database and in the contract. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
