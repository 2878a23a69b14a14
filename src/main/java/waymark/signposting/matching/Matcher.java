package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what a text speaks of, by the rules of one rule book. Each sentence and each find is judged by itself: what is
 * denied in one place says nothing about another. The time it takes grows with the length of the text.
 *
 * <p>Immutable; one matcher serves all threads.
 */
public final class Matcher {

    private final Vocabulary vocabulary;
    private final Numbers numbers;
    private final PhraseIndex<String> otherwise;
    private final PhraseIndex<Cue> cues;
    private final PhraseIndex<NamedRule> rules;

    /** @throws RuleException for a rule book that cannot be used, naming what is wrong with it */
    public Matcher(RuleBook book) {
        vocabulary = new Vocabulary(
                spellings(book.spellings()), RuleBook.lines(book.forgiven()), RuleBook.lines(book.ordinary()));
        var lists = new LinkedHashMap<String, List<String>>();
        book.lists().forEach((name, text) -> lists.put(name, RuleBook.lines(text)));
        var parser = new PhraseParser(vocabulary, lists);
        otherwise = new PhraseIndex<>(entries(parser, "otherwise", book.otherwise(), ""));
        var allCues = new ArrayList<PhraseIndex.Meaning<Cue>>();
        for (var cue : Cue.values()) {
            var phrases = book.cues().get(cue.code());
            if (phrases == null) {
                throw new RuleException("the cues lack '" + cue.code() + "'");
            }
            allCues.addAll(entries(parser, "cue " + cue.code(), phrases, cue));
        }
        cues = new PhraseIndex<>(allCues);
        var allRules = new ArrayList<PhraseIndex.Meaning<NamedRule>>();
        book.rules()
                .forEach((id, rule) ->
                        allRules.addAll(entries(parser, "rule " + id, rule.phrases(), new NamedRule(id, rule))));
        rules = new PhraseIndex<>(allRules);
        numbers = new Numbers(vocabulary, parser);
    }

    /** What the text speaks of: each rule at most once for each of its signposts. */
    public List<Match> match(String text) {
        var held = new HashSet<String>();
        var found = new ArrayList<Match>();
        for (var scene : scenes(text)) {
            for (var find : rules.in(scene.sentence())) {
                var id = find.meaning().id;
                var rule = find.meaning().rule;
                if (!held.contains(id) && scene.holds(rule.reading(), find.start(), find.end())) {
                    held.add(id);
                    rule.signposts().stream()
                            .distinct()
                            .forEach(signpost -> found.add(new Match(id, signpost, rule.page())));
                }
            }
        }
        return List.copyOf(found);
    }

    private List<Scene> scenes(String text) {
        var sentences = Reader.read(text);
        sentences.forEach(this::recognise);
        var heard = sentences.stream().map(cues::in).toList();
        return Scene.all(sentences, heard);
    }

    private void recognise(Sentence sentence) {
        for (var token : sentence.tokens()) {
            token.is(vocabulary.symbolsOf(token.word));
            if (token.capitals) {
                for (int symbol : vocabulary.symbolsOf(token.word + "-capitals")) {
                    token.isAlso(symbol);
                }
            }
        }
        numbers.mark(sentence);
        for (var find : otherwise.in(sentence)) {
            sentence.tokens().subList(find.start(), find.end() + 1).forEach(Token::mask);
        }
    }

    private static <T> List<PhraseIndex.Meaning<T>> entries(
            PhraseParser parser, String where, String phrases, T meaning) {
        var entries = new ArrayList<PhraseIndex.Meaning<T>>();
        var wrong = new ArrayList<String>();
        for (var line : RuleBook.lines(phrases)) {
            try {
                parser.parse(line).forEach(phrase -> entries.add(new PhraseIndex.Meaning<>(phrase, meaning)));
            } catch (RuleException e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new RuleException(where + ": " + String.join("; ", wrong));
        }
        return entries;
    }

    private static Map<String, String> spellings(String text) {
        var spellings = new LinkedHashMap<String, String>();
        for (var line : RuleBook.lines(text)) {
            var sides = new ArrayList<>(Arrays.asList(line.split("=", -1)));
            if (sides.size() != 2) {
                throw new RuleException("spellings: '" + line + "' needs exactly one =");
            }
            var meant = sides.get(1).strip();
            for (var variant : sides.get(0).strip().split(" +", -1)) {
                spellings.put(variant, meant);
            }
        }
        return spellings;
    }

    private record NamedRule(String id, RuleBook.Rule rule) {}
}
