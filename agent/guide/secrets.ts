/** What looks like a secret is not kept. Nobody is asked for one; people type one all the same where a prompt is. */

/** Also with a Chinese word for it. What follows has to be there: "the password was refused" is a remark. */
const named =
  /(?:pass(?:word|code|phrase)?|pwd|pw|pin|otp|one-time password|code|密碼|驗證碼|一次性密碼)\s*(?:is|was|[:=：＝]|是|為)\s*(?=\S*\d)\S+|(?:pass(?:word|code)?|pwd|pw|pin|otp|密碼|驗證碼)\s*[:=：＝]\s*\S+|(?:pin|otp|pw|pwd|密碼|驗證碼)\s*\d{3,}/iu

/** An OTP as it is sent: six to eight digits, or three and three. */
const digits = /(?<![\d.:/-])(?:\d{6,8}|\d{3}[ -]\d{3})(?![\d.:/-])/u

export function looksLikeSecret(text: string): boolean {
  const plain = text.normalize('NFKC')
  return named.test(plain) || digits.test(plain)
}
