package waymark.signposting.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import waymark.signposting.matching.Match;
import waymark.signposting.matching.Matcher;

/**
 * What a matcher makes of a file of examples.
 *
 * @param recall by signpost: of the examples that expect it, how many brought it up
 * @param falseAlarms by signpost: of the examples that must not bring it up, how many did
 * @param families recall of tier 1 by what it is about; "physical" counts either of the two physical signposts
 * @param classes recall of tier 1 by the class in the note: how many examples brought up all of it that they expect
 * @param tierOneOnNegatives of the examples of a class that begins with neg-, how many brought up a signpost of tier 1
 *     that they list in {@code not}
 * @param tierOneOnClean the same for the class clean
 * @param overEscalation of the examples that must not bring up emergency-999, how many did
 * @param worst examples of tier 1 that brought up none of it, or an alarm where there should be none
 */
public record Evaluation(
        String version,
        int examples,
        Map<String, Rate> recall,
        Map<String, Rate> falseAlarms,
        Map<String, Rate> families,
        Map<String, Rate> classes,
        Rate tierOneOnNegatives,
        Rate tierOneOnClean,
        Rate overEscalation,
        List<Finding> worst) {

    private static final String EMERGENCY = "emergency-999";
    private static final String TEAM_NOW = "car-t-team-now";
    private static final String CRISIS = "crisis-mh";
    private static final Set<String> PHYSICAL = Set.of(EMERGENCY, TEAM_NOW);
    private static final Set<String> TIER_ONE = Set.of(EMERGENCY, TEAM_NOW, CRISIS);

    /** @param signposts in the order in which the tables show them */
    public static Evaluation of(String version, Matcher matcher, Collection<String> signposts, List<Example> examples) {
        var findings =
                examples.stream().map(example -> finding(matcher, example)).toList();
        return new Evaluation(
                version,
                examples.size(),
                bySignpost(signposts, id -> recall(findings, id)),
                bySignpost(signposts, id -> falseAlarms(findings, id)),
                families(findings),
                classes(findings),
                alarms(findings, kind -> kind.startsWith("neg-")),
                alarms(findings, kind -> kind.equals("clean")),
                falseAlarms(findings, EMERGENCY),
                worst(findings));
    }

    private static Finding finding(Matcher matcher, Example example) {
        var matches = matcher.match(example.text());
        return new Finding(
                example.id(),
                example.kind(),
                example.text(),
                example.expect(),
                example.not(),
                matches.stream().map(Match::signpost).collect(Collectors.toCollection(LinkedHashSet::new)),
                matches.stream().map(Match::rule).toList());
    }

    private static Map<String, Rate> bySignpost(
            Collection<String> signposts, java.util.function.Function<String, Rate> rate) {
        var rates = new LinkedHashMap<String, Rate>();
        signposts.forEach(id -> rates.put(id, rate.apply(id)));
        return rates;
    }

    private static Rate recall(List<Finding> findings, String id) {
        return rate(findings, found -> found.expect.contains(id), found -> found.fired.contains(id));
    }

    private static Rate falseAlarms(List<Finding> findings, String id) {
        return rate(findings, found -> found.not.contains(id), found -> found.fired.contains(id));
    }

    private static Map<String, Rate> families(List<Finding> findings) {
        var families = new LinkedHashMap<String, Rate>();
        families.put(
                "physical", rate(findings, found -> found.expectsOneOf(PHYSICAL), found -> found.firedOneOf(PHYSICAL)));
        families.put("crisis explicit", crisis(findings, kind -> kind.equals("crisis-explicit")));
        families.put("crisis implicit", crisis(findings, kind -> kind.equals("crisis-implicit")));
        families.put(
                "crisis, other classes",
                crisis(findings, kind -> !kind.equals("crisis-explicit") && !kind.equals("crisis-implicit")));
        return families;
    }

    private static Rate crisis(List<Finding> findings, Predicate<String> kind) {
        return rate(
                findings,
                found -> kind.test(found.kind) && found.expect.contains(CRISIS),
                found -> found.fired.contains(CRISIS));
    }

    private static Map<String, Rate> classes(List<Finding> findings) {
        var kinds = new TreeMap<String, Rate>();
        findings.stream()
                .filter(found -> found.expectsOneOf(TIER_ONE))
                .map(Finding::kind)
                .forEach(kind -> kinds.put(
                        kind,
                        rate(
                                findings,
                                found -> found.kind.equals(kind) && found.expectsOneOf(TIER_ONE),
                                found -> found.expect.stream()
                                        .filter(TIER_ONE::contains)
                                        .allMatch(found.fired::contains))));
        return kinds;
    }

    private static Rate alarms(List<Finding> findings, Predicate<String> kind) {
        return rate(findings, found -> kind.test(found.kind), Finding::isFalseAlarm);
    }

    private static Rate rate(List<Finding> findings, Predicate<Finding> counted, Predicate<Finding> hit) {
        var all = findings.stream().filter(counted).toList();
        return Rate.of(all.stream().filter(hit).count(), all.size());
    }

    private static List<Finding> worst(List<Finding> findings) {
        var worst = new ArrayList<Finding>();
        findings.stream()
                .filter(found -> found.expectsOneOf(TIER_ONE) && !found.firedOneOf(TIER_ONE))
                .forEach(worst::add);
        findings.stream().filter(Finding::isFalseAlarm).forEach(worst::add);
        return worst;
    }

    /**
     * What one example brought up.
     *
     * @param rules the ids of the rules that held
     */
    public record Finding(
            String id,
            String kind,
            String text,
            List<String> expect,
            List<String> not,
            Set<String> fired,
            List<String> rules) {

        boolean expectsOneOf(Set<String> ids) {
            return expect.stream().anyMatch(ids::contains);
        }

        boolean firedOneOf(Set<String> ids) {
            return fired.stream().anyMatch(ids::contains);
        }

        /** It brought up a signpost of tier 1 that it must not. */
        boolean isFalseAlarm() {
            return not.stream().anyMatch(id -> TIER_ONE.contains(id) && fired.contains(id));
        }
    }
}
