/**
 * What people say to each other. What a member sends comes in through {@link waymark.threads.Contributions}: it is judged, and
 * then it is published by {@link waymark.threads.Threads} and {@link waymark.threads.Posts}, or it waits in
 * {@link waymark.threads.Submissions} until a moderator has looked. What a post answers and quotes is in {@code References},
 * what may be written in a thread in {@code ThreadRules}.
 *
 * <p>Readers find threads through {@link waymark.threads.ThreadLists}. Moderators lock, pin and slow threads
 * ({@link waymark.threads.ThreadTools}), move, split and merge them ({@link waymark.threads.Rearranging}), and take down what
 * should not stand ({@link waymark.threads.Removals}). What leaves with somebody who leaves for good is in
 * {@link waymark.threads.ErasedPosts} and {@link waymark.threads.ErasedSubmissions}.
 *
 * <p>Locks are taken in this order, in the whole house: the account that something is done to, in nobody's way who only
 * refers to it; what waits; threads by their ids; posts by theirs; the case about it; decisions. Only what waits is held
 * with its case before the thread and the post that it becomes: whoever wants these two as well holds it first.
 */
@NullMarked
package waymark.threads;

import org.jspecify.annotations.NullMarked;
