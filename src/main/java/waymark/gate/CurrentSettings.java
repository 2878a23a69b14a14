package waymark.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.gate.matching.PatternException;
import waymark.gate.matching.WordMatcher;

/**
 * The settings in memory. Each use asks the database for their revision and reads them again when it is another one, so a
 * change counts on every server for the next text that comes in.
 */
final class CurrentSettings {

    private static final Logger log = LoggerFactory.getLogger(CurrentSettings.class);

    private volatile Optional<Settings> known = Optional.empty();

    Settings in(DSLContext tx) {
        long revision = SettingsStore.revision(tx);
        var remembered = known;
        if (remembered.isPresent() && remembered.get().revision() == revision) {
            return remembered.get();
        }
        var read = new Settings(
                revision,
                new WordMatcher<>(compiled(WatchedWordStore.enabled(tx))),
                ReviewRuleStore.enabled(tx),
                SettingsStore.personalData(tx));
        known = Optional.of(read);
        return read;
    }

    /** One that cannot be used any more must not keep people from posting. */
    static List<WordMatcher.Entry<WatchedWord>> compiled(List<WatchedWord> words) {
        var entries = new ArrayList<WordMatcher.Entry<WatchedWord>>();
        for (var word : words) {
            try {
                entries.add(new WordMatcher.Entry<>(word, word.kind().pattern(word.pattern())));
            } catch (PatternException e) {
                log.warn("watched word {} cannot be used: {}", word.id(), e.sentence());
            }
        }
        return entries;
    }
}
