package waymark.privacy;

import waymark.accounts.ErasedAccounts;
import waymark.accounts.Mutes;
import waymark.accounts.Restrictions;
import waymark.bookmarks.Bookmarks;
import waymark.cases.ErasedCases;
import waymark.documents.ErasedDocuments;
import waymark.drafts.Drafts;
import waymark.following.Following;
import waymark.gate.ErasedWords;
import waymark.likes.Likes;
import waymark.likes.StoryLikes;
import waymark.mail.Mails;
import waymark.moderation.ErasedDecisions;
import waymark.moderation.notes.ErasedNotes;
import waymark.moderation.replies.ErasedReplies;
import waymark.notifications.Notifications;
import waymark.platform.http.Retries;
import waymark.preferences.Preferences;
import waymark.reports.ErasedReports;
import waymark.signposting.Matches;
import waymark.stories.ErasedStories;
import waymark.threads.ErasedPosts;
import waymark.threads.ErasedSubmissions;

/** Every feature that has something of its members, each of which knows how to take it out of what it owns. */
public record ErasedParts(
        ErasedAccounts accounts,
        Mutes mutes,
        Preferences preferences,
        Following following,
        Notifications notifications,
        Restrictions restrictions,
        ErasedPosts posts,
        ErasedSubmissions submissions,
        Drafts drafts,
        Bookmarks bookmarks,
        Likes likes,
        StoryLikes storyLikes,
        ErasedStories stories,
        ErasedReports reports,
        ErasedDecisions decisions,
        ErasedNotes notes,
        ErasedReplies replies,
        ErasedCases cases,
        ErasedWords words,
        ErasedDocuments documents,
        Matches matches,
        Mails mails,
        Retries retries) {}
