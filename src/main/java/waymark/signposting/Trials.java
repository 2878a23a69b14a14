package waymark.signposting;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import waymark.documents.DocumentVersions;
import waymark.platform.problem.Problem;
import waymark.signposting.matching.Matcher;

/** Tries a version of the catalogue on texts before anybody approves it. */
final class Trials {

    private final Directory directory;
    private final DocumentVersions<Catalogue> versions;

    Trials(Directory directory, DocumentVersions<Catalogue> versions) {
        this.directory = directory;
        this.versions = versions;
    }

    /**
     * What a version would bring up in texts, beside what the current one does. Nothing is stored.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE
     */
    Trial run(String version, List<Trial.Example> examples) {
        var current = directory.current();
        var tried = version.equals(current.version()) ? current : versions.usable(version);
        return Trial.of(
                tried.version(),
                current.version(),
                examples.stream()
                        .map(example -> Trial.Result.of(
                                example,
                                signposts(tried.matcher(), example.text()),
                                signposts(current.matcher(), example.text())))
                        .toList());
    }

    private static Set<String> signposts(Matcher matcher, String text) {
        return matcher.match(text).stream()
                .flatMap(match -> SignpostId.find(match.signpost()).stream())
                .sorted()
                .map(SignpostId::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
