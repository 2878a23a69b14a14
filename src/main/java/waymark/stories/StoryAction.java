package waymark.stories;

import static waymark.stories.StoryState.APPROVED;
import static waymark.stories.StoryState.ARCHIVED;
import static waymark.stories.StoryState.AWAITING_AUTHOR;
import static waymark.stories.StoryState.CHANGES_REQUESTED;
import static waymark.stories.StoryState.DECLINED;
import static waymark.stories.StoryState.DRAFT;
import static waymark.stories.StoryState.IN_REVIEW;
import static waymark.stories.StoryState.PUBLISHED;
import static waymark.stories.StoryState.SCHEDULED;
import static waymark.stories.StoryState.SUBMITTED;
import static waymark.stories.StoryState.WITHDRAWN;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The steps of a story: who may take each, from where, and where it leads. This table is the only place that knows. */
enum StoryAction {
    EDIT(
            Actor.AUTHOR,
            staying(DRAFT, CHANGES_REQUESTED),
            from(AWAITING_AUTHOR, APPROVED, SCHEDULED, PUBLISHED, DECLINED, WITHDRAWN, ARCHIVED)
                    .to(DRAFT)),
    SUBMIT(Actor.AUTHOR, from(DRAFT, CHANGES_REQUESTED, WITHDRAWN, ARCHIVED).to(SUBMITTED)),
    TAKE_BACK(Actor.AUTHOR, from(SUBMITTED, IN_REVIEW).to(DRAFT)),
    AGREE(Actor.AUTHOR, from(AWAITING_AUTHOR).to(SUBMITTED)),
    CONSENT(Actor.AUTHOR, staying(StoryState.values())),
    WITHDRAW(Actor.AUTHOR, from(EnumSet.complementOf(EnumSet.of(WITHDRAWN))).to(WITHDRAWN)),
    DELETE(Actor.AUTHOR, from(EnumSet.allOf(StoryState.class)).to(WITHDRAWN)),

    TAKE_UP(Actor.REVIEWER, from(SUBMITTED, IN_REVIEW).to(IN_REVIEW)),
    HAND_BACK(Actor.REVIEWER, from(IN_REVIEW).to(SUBMITTED)),
    RETURN(Actor.REVIEWER, from(SUBMITTED, IN_REVIEW, APPROVED, SCHEDULED).to(CHANGES_REQUESTED)),
    DECLINE(Actor.REVIEWER, from(SUBMITTED, IN_REVIEW, APPROVED, SCHEDULED).to(DECLINED)),
    AMEND(
            Actor.REVIEWER,
            from(SUBMITTED, IN_REVIEW, AWAITING_AUTHOR, APPROVED, SCHEDULED, PUBLISHED)
                    .to(AWAITING_AUTHOR)),
    /** Approved by enough people; {@link #APPROVE_FIRST} while somebody else has to read it too. */
    APPROVE(Actor.REVIEWER, from(SUBMITTED, IN_REVIEW, APPROVED).to(APPROVED)),
    APPROVE_FIRST(Actor.NOBODY, from(SUBMITTED, IN_REVIEW, APPROVED).to(SUBMITTED)),
    SCHEDULE(Actor.REVIEWER, from(APPROVED, SCHEDULED).to(SCHEDULED)),
    UNSCHEDULE(Actor.REVIEWER, from(SCHEDULED).to(APPROVED)),
    PUBLISH(Actor.REVIEWER, from(APPROVED, SCHEDULED, ARCHIVED).to(PUBLISHED)),
    /** Of what readers see: a newer text goes on being worked on. */
    ARCHIVE(Actor.REVIEWER, from(PUBLISHED).to(ARCHIVED), staying(EnumSet.complementOf(EnumSet.of(PUBLISHED)))),
    REDACT(Actor.REVIEWER, staying(StoryState.values())),

    NOT_PUBLISHED(Actor.NOBODY, from(SCHEDULED).to(APPROVED)),
    EXPIRE(Actor.NOBODY, from(PUBLISHED).to(ARCHIVED), staying(EnumSet.complementOf(EnumSet.of(PUBLISHED)))),
    ASK_AGAIN(Actor.NOBODY, staying(StoryState.values())),
    BEGIN(Actor.NOBODY, staying(DRAFT));

    private final Actor actor;

    /** Unmodifiable, which its type cannot say. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<StoryState, StoryState> leads;

    StoryAction(Actor actor, Map<StoryState, StoryState> way) {
        this(actor, way, Map.of());
    }

    StoryAction(Actor actor, Map<StoryState, StoryState> way, Map<StoryState, StoryState> other) {
        this.actor = actor;
        var all = new EnumMap<StoryState, StoryState>(StoryState.class);
        all.putAll(way);
        all.putAll(other);
        this.leads = Collections.unmodifiableMap(all);
    }

    Actor actor() {
        return actor;
    }

    /** Where it leads from there; empty when it cannot be taken there. */
    Optional<StoryState> leadsFrom(StoryState state) {
        return Optional.ofNullable(leads.get(state));
    }

    /** What somebody could do with a story that is there. */
    static List<StoryAction> possible(Actor who, StoryState state) {
        return Arrays.stream(values())
                .filter(action -> action.actor == who && action.leads.containsKey(state))
                .toList();
    }

    /** Whether it is for whoever has taken the review up, until somebody takes it over. */
    boolean isReviewing() {
        return switch (this) {
            case HAND_BACK, RETURN, DECLINE, AMEND, APPROVE, SCHEDULE, UNSCHEDULE -> true;
            default -> false;
        };
    }

    /** The name used in the API and in the database. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static StoryAction of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static From from(StoryState... states) {
        return new From(EnumSet.copyOf(Arrays.asList(states)));
    }

    private static From from(EnumSet<StoryState> states) {
        return new From(states);
    }

    private static Map<StoryState, StoryState> staying(StoryState... states) {
        return staying(EnumSet.copyOf(Arrays.asList(states)));
    }

    private static Map<StoryState, StoryState> staying(EnumSet<StoryState> states) {
        var same = new EnumMap<StoryState, StoryState>(StoryState.class);
        states.forEach(state -> same.put(state, state));
        return same;
    }

    enum Actor {
        /** Whose story it is. */
        AUTHOR,
        /** Somebody from the team whose story it is not. */
        REVIEWER,
        /** It happens by itself, or in place of another step. */
        NOBODY
    }

    private record From(EnumSet<StoryState> states) {

        Map<StoryState, StoryState> to(StoryState state) {
            var way = new EnumMap<StoryState, StoryState>(StoryState.class);
            states.forEach(from -> way.put(from, state));
            return way;
        }
    }
}
