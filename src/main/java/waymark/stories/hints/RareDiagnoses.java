package waymark.stories.hints;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Diagnoses that so few people have that a hospital beside one may be enough to know who it is. */
final class RareDiagnoses {

    private static final Set<String> TAGS = Set.of("triple-hit-lymphoma", "lymphoma-after-transplant");

    private static final Pattern IN_WORDS = Pattern.compile(
            "\\b(?:triple[- ]hit|double[- ]hit|aplastic ana?emia|richter'?s?\\b|burkitt'?s?\\b|primary mediastinal|ptld|post[- ]transplant"
                    + " lymphoproliferative|(?:primary )?(?:cns|brain|testicular) lymphoma|plasmablastic|gr[ae]y[- ]zone|hairy cell|blastic"
                    + " plasmacytoid|wiskott|fanconi|diamond[- ]blackfan|h(?:a)?emophagocytic|hlh\\b|transformed waldenstrom|(?:b-)?prolymphocytic"
                    + "|intravascular (?:large )?b|blast (?:crisis|phase)|lymphoma after (?:a|my|the|his|her) (?:\\w{1,24} )?transplant)");

    private RareDiagnoses() {}

    static boolean areIn(Manuscript story, List<Passage> written) {
        return !Collections.disjoint(TAGS, story.diagnoses())
                || written.stream().anyMatch(RareDiagnoses::isIn);
    }

    private static boolean isIn(Passage passage) {
        return IN_WORDS.matcher(passage.reading().text().toLowerCase(Locale.ROOT))
                .find();
    }
}
