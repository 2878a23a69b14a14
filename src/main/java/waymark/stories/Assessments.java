package waymark.stories;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.gate.Gate;
import waymark.platform.access.Nation;
import waymark.stories.facets.Anonymity;
import waymark.stories.facets.Facets;
import waymark.stories.facets.PublishedFacets;
import waymark.stories.hints.Hints;
import waymark.stories.hints.Manuscript;

/** Looks at texts for what could show who somebody is. */
final class Assessments {

    private final Accounts accounts;
    private final Gate gate;
    private final Clock clock;

    Assessments(Accounts accounts, Gate gate, Clock clock) {
        this.accounts = accounts;
        this.gate = gate;
        this.clock = clock;
    }

    Assessment of(DSLContext tx, StoryStore.Row story, StoryText text) {
        var words = text.words();
        var account = accounts.require(tx, story.authorId());
        var hints = Hints.in(new Manuscript(
                words.title(),
                words.markdown(),
                Optional.ofNullable(words.attributionName()),
                Optional.ofNullable(words.diagnosis()).map(Set::of).orElse(Set.of()),
                Optional.of(account.username()),
                Optional.ofNullable(account.email()),
                gate.knownToEverybody()));
        return new Assessment(hints, facets(tx, story, words));
    }

    private Optional<PublishedFacets> facets(DSLContext tx, StoryStore.Row story, StoryText.Words words) {
        if (words.diagnosis() == null || words.role() == null) {
            return Optional.empty();
        }
        var own = new Facets(
                words.diagnosis(),
                Optional.ofNullable(words.treatmentYear()),
                Optional.ofNullable(words.nation()).map(Nation::of),
                words.role());
        var others = PublicationStore.others(tx, story.id(), clock.instant());
        var families = Vocabulary.families(tx);
        return Optional.of(Anonymity.generalise(
                own,
                others,
                StoryStore.settings(tx).smallestGroup(),
                diagnosis -> families.getOrDefault(diagnosis, diagnosis)));
    }
}
