package waymark.signposting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.ids.SubmissionId;
import waymark.platform.access.Member;
import waymark.platform.access.Nation;
import waymark.platform.access.Viewer;

/**
 * What an answer says beside what every answer carries: topics, the same for every reader, and notices, which only the
 * author of a text gets to see, and moderators in a case. Nobody else can tell a text that brought something up from one
 * that did not.
 */
public final class Signposts {

    private final Directory directory;
    private final Topics topics;
    private final Matches matches;
    private final Accounts accounts;

    public Signposts(Directory directory, Topics topics, Matches matches, Accounts accounts) {
        this.directory = directory;
        this.topics = topics;
        this.matches = matches;
        this.accounts = accounts;
    }

    /** To somebody who has written something that is not posted. */
    Signposting toWriter(Examination examination, Optional<Nation> nation) {
        return directory.signposting().with(List.of(), notices(List.of(found(examination)), nation));
    }

    /** The same, to whoever has written it; nobody else is told of it. */
    public Signposting toWriter(DSLContext tx, Viewer writer, Examination examination) {
        return toWriter(examination, writer.member().flatMap(me -> accounts.nationOf(tx, me.id())));
    }

    /** To the author who has just posted this below that title. */
    public Signposting toAuthor(
            DSLContext tx, Member author, Examination examination, String title, Collection<String> tags) {
        var notices = examination.clear()
                ? List.<Notice>of()
                : notices(List.of(found(examination)), accounts.nationOf(tx, author.id()));
        return directory.signposting().with(topics.of(title, tags), notices);
    }

    /**
     * To somebody who reads below that title.
     *
     * @param own those of the posts shown that they wrote themselves
     */
    public Signposting toReader(
            DSLContext tx, Viewer viewer, Collection<PostId> own, String title, Collection<String> tags) {
        var notices = viewer.member()
                .filter(me -> !own.isEmpty())
                .map(me ->
                        noticesOf(tx, me.id(), own.stream().map(PostId::value).toList()))
                .orElse(List.of());
        return directory.signposting().with(topics.of(title, tags), notices);
    }

    /** To the author of words that wait, for a place with that title and those tags. */
    public Signposting toAuthor(DSLContext tx, Member author, SubmissionId own, String title, Collection<String> tags) {
        return directory.signposting().with(topics.of(title, tags), noticesOf(tx, author.id(), List.of(own.value())));
    }

    /** The same of a story. */
    public Signposting toAuthor(DSLContext tx, Member author, StoryId own, String title, Collection<String> tags) {
        return directory.signposting().with(topics.of(title, tags), noticesOf(tx, author.id(), List.of(own.value())));
    }

    /** To a moderator who looks at a case about it: what its author was shown. */
    public Signposting toModerator(DSLContext tx, UUID target) {
        return directory.signposting().with(List.of(), notices(matches.all(tx, target), Optional.empty()));
    }

    private List<Notice> noticesOf(DSLContext tx, AccountId author, Collection<UUID> targets) {
        var recent = matches.recent(tx, author, targets);
        return recent.isEmpty() ? List.of() : notices(recent, accounts.nationOf(tx, author));
    }

    private static MatchStore.Found found(Examination examination) {
        return new MatchStore.Found(examination.signposts(), !examination.checked());
    }

    private List<Notice> notices(List<MatchStore.Found> found, Optional<Nation> nation) {
        var ids = found.stream()
                .flatMap(each -> each.signposts().stream())
                .distinct()
                .toList();
        var known = directory.notices(ids, nation);
        return found.stream().anyMatch(MatchStore.Found::unchecked) ? withStanding(known, nation) : known;
    }

    /** Above what is known to be in some texts, what holds for those of which nothing is known. */
    private List<Notice> withStanding(List<Notice> known, Optional<Nation> nation) {
        var all = new ArrayList<>(directory.standing(nation));
        for (var notice : known) {
            boolean there = all.stream().anyMatch(shown -> shown.id().equals(notice.id()));
            if (!there && (notice.tier() == 1 || all.size() < Directory.MOST_NOTICES)) {
                all.add(notice);
            }
        }
        return List.copyOf(all);
    }
}
