package waymark.gate;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.ids.WatchedWordId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class WatchedWordRoutes {

    private static final String WORDS = "/watched-words";

    private final WatchedWords words;
    private final Retries retries;

    public WatchedWordRoutes(WatchedWords words, Retries retries) {
        this.words = words;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get(WORDS, this::list, MODERATOR);
        routes.post(WORDS, this::add, MODERATOR, MODERATING);
        routes.post(WORDS + "/trial", this::trial, MODERATOR, MODERATING);
        routes.get(WORDS + "/{word}", this::show, MODERATOR);
        routes.patch(WORDS + "/{word}", this::change, MODERATOR, MODERATING);
        routes.delete(WORDS + "/{word}", this::remove, MODERATOR, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(words.list(Input.query(ctx, "action").map(WordAction::of), Paging.of(ctx)));
    }

    private void add(Context ctx) {
        var input = Input.body(ctx, NewWord.class);
        var moderator = Caller.member(ctx);
        retries.once(ctx, tx -> {
            var added = words.add(tx, moderator, input);
            Answers.created(ctx, WORDS + "/" + added.id(), answer(ctx, added));
        });
    }

    /** Not through {@code retries}: the texts are not stored, also not to answer again. */
    private void trial(Context ctx) {
        var input = Input.body(ctx, Texts.class);
        ctx.json(words.trial(input.texts, input.words == null ? List.of() : input.words));
    }

    private void show(Context ctx) {
        ctx.json(answer(ctx, words.require(word(ctx))));
    }

    private void change(Context ctx) {
        var patch = Input.body(ctx);
        ctx.json(answer(ctx, words.change(word(ctx), Caller.member(ctx), Versions.expected(ctx), patch)));
    }

    private void remove(Context ctx) {
        words.remove(word(ctx), Caller.member(ctx), Versions.expected(ctx));
        Answers.nothing(ctx);
    }

    private static WordAnswer answer(Context ctx, WatchedWord word) {
        Versions.show(ctx, word.version());
        return new WordAnswer(word);
    }

    private static WatchedWordId word(Context ctx) {
        return Input.path(ctx, "word", WatchedWordId::new);
    }

    private record WordAnswer(WatchedWord watchedWord) {}

    /** @param words that are not watched for yet; null means none */
    private record Texts(List<String> texts, @Nullable List<NewWord> words) {}
}
