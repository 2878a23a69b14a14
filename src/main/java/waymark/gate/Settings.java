package waymark.gate;

import java.util.List;
import java.util.Map;
import waymark.gate.matching.PersonalData;
import waymark.gate.matching.WordMatcher;

/**
 * All that texts are judged by, as of one revision.
 *
 * @param words those that are enabled
 * @param rules those that are enabled
 */
record Settings(
        long revision,
        WordMatcher<WatchedWord> words,
        List<ReviewRule> rules,
        Map<PersonalData.Kind, PersonalDataRule.Action> personalData) {}
