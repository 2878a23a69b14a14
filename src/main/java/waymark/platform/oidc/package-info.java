/** Asking a provider of identities who somebody is (OpenID Connect). */
@NullMarked
package waymark.platform.oidc;

import org.jspecify.annotations.NullMarked;
