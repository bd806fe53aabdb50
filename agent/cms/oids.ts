/** Names of what a CMS structure is made of, as their registries give them. Asn.1's own spelling: numbers with dots. */

export const oids = {
  /** RFC 5652 sections 4 and 5.1 */
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  /** RFC 5652 section 6.1 */
  envelopedData: '1.2.840.113549.1.7.3',
  /** RFC 5652 sections 11.1 to 11.3 */
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** RFC 5035 section 3 */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  /** RFC 5754 section 2 */
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  /** RFC 3565 section 4.1 */
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  /** RFC 8017 appendix C */
  rsaEncryption: '1.2.840.113549.1.1.1',
  rsaOaep: '1.2.840.113549.1.1.7',
  mgf1: '1.2.840.113549.1.1.8',
  pSpecified: '1.2.840.113549.1.1.9',
  rsaPss: '1.2.840.113549.1.1.10',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha384WithRsa: '1.2.840.113549.1.1.12',
  sha512WithRsa: '1.2.840.113549.1.1.13',
  /** RFC 5758 section 3.2 */
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecdsaWithSha512: '1.2.840.10045.4.3.4',
  /** RFC 8410 section 3 */
  ed25519: '1.3.101.112',
  /** RFC 5280 section 4.2.1 */
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  extKeyUsage: '2.5.29.37',
} as const
