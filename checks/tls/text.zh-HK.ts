import type { CheckText } from '../text.ts'
import type { TlsCauseCode, TlsCode } from './codes.ts'

export const tlsTextZhHk = {
  name: '證書',
  findings: {
    'tls/negotiated': '{host}（{via}）：已建立加密連線（{protocol}）',
    'tls/handshake-refused': '{host}（{via}）：加密連線被拒絕（{failure}）',
    'tls/protocol-too-old': '{host}（{via}）拒絕 Edge 所用的所有 TLS 版本（{failure}）',
    'tls/client-certificate-requested': '{host}（{via}）要求本電腦提供證書',
    'tls/dates-valid': '{host}（{via}）：證書有效至 {notAfter}',
    'tls/expired': '{host}（{via}）：證書「{certificate}」已於香港時間 {notAfter} 過期',
    'tls/not-yet-valid': '{host}（{via}）：證書「{certificate}」於香港時間 {notBefore} 才生效',
    'tls/expires-soon': '{host}（{via}）：證書「{certificate}」將於 {daysLeft} 日後到期（{notAfter}）',
    'tls/name-matches': '{host}（{via}）：證書屬於此名稱',
    'tls/name-mismatch': '{host}（{via}）：證書屬於其他名稱：{names}',
    'tls/trusted': '{host}（{via}）：證書由認可機構核證，簽發者為 {issuer}',
    'tls/self-signed': '{host}（{via}）：證書由其自行簽發：{issuer}',
    'tls/unknown-issuer': '{host}（{via}）：本電腦不認識證書的簽發者：{topIssuer}',
    'tls/root-not-installed': '{host}（{via}）：證書所屬的根證書應安裝於本電腦，但未有安裝：{root}',
    'tls/intercepted': '{host}（{via}）：證書由途中的 {middlebox} 產生，簽發者為 {issuer}',
    'tls/chain-incomplete': '{host}（{via}）：伺服器沒有送出簽發者的證書：{missing}',
    'tls/revoked': '{host}（{via}）：證書已於香港時間 {revokedAt} 被撤銷',
    'tls/issuer-expected': '{host}（{via}）：簽發者符合預期：{issuer}',
    'tls/issuer-unexpected': '{host}（{via}）：簽發者為 {issuer}；貴公司設定預期為 {expected}',
    'tls/strong': '{host}（{via}）：密碼匙 {key}，簽署算法 {signature}',
    'tls/weak-key': '{host}（{via}）：證書「{certificate}」的密碼匙強度不足（{key}）',
    'tls/weak-signature': '{host}（{via}）：證書「{certificate}」的簽署算法強度不足（{signature}）',
    'tls/accepted-by-browser': '{host}：本程式看不到證書；瀏覽器接受該證書',
    'tls/not-judged': '{host}：未能判斷證書',
  },
  causes: {
    'tls/expired': {
      title: [
        '本電腦的根證書「{rootCertificate}」已過期',
        '{host} 的伺服器所送出的簽發者證書「{issuerCertificate}」已過期',
        '{host} 的證書已過期',
      ],
      why: [
        '證書「{certificate}」有效至 {notAfter}（香港時間）。頁面現時可以開啟；在 {stopsAt}，Edge 會停下（NET::ERR_CERT_DATE_INVALID）。',
        '證書「{certificate}」有效至 {notAfter}（香港時間）。本電腦的時鐘錯誤，掩蓋了此問題：時鐘更正後，Edge 不會開啟頁面（NET::ERR_CERT_DATE_INVALID）。發現於：{hiddenAt}。',
        '證書「{certificate}」有效至 {notAfter}（香港時間）。Edge 不會開啟頁面（NET::ERR_CERT_DATE_INVALID）。發現於：{vias}。',
      ],
      steps: [
        [
          '向資訊科技支援索取取代「{rootCertificate}」的根證書，並請其安裝到本電腦。',
          '通知香港交易所：{host} 的伺服器送出的簽發者證書「{issuerCertificate}」已於 {notAfter} 過期。',
          '通知香港交易所：{host} 的證書已於 {notAfter} 過期，簽發者為 {issuer}。',
        ],
        '切勿略過 Edge 的警告頁登入。',
      ],
    },
    'tls/not-yet-valid': {
      title: [
        '本電腦的根證書「{rootCertificate}」尚未生效',
        '{host} 的伺服器所送出的簽發者證書「{issuerCertificate}」尚未生效',
        '{host} 的證書尚未生效',
      ],
      why: [
        '證書「{certificate}」於 {notBefore}（香港時間）才生效。頁面現時可以開啟；在 {stopsAt}，Edge 會停下（NET::ERR_CERT_DATE_INVALID）。',
        '證書「{certificate}」於 {notBefore}（香港時間）才生效。本電腦的時鐘錯誤，掩蓋了此問題：時鐘更正後，Edge 不會開啟頁面（NET::ERR_CERT_DATE_INVALID）。發現於：{hiddenAt}。',
        '證書「{certificate}」於 {notBefore}（香港時間）才生效。Edge 不會開啟頁面（NET::ERR_CERT_DATE_INVALID）。發現於：{vias}。',
      ],
      steps: [
        '先查看本電腦的時鐘：時鐘錯誤時，有效的證書亦會如此。',
        [
          '如時鐘正確，向資訊科技支援查詢於 {notBefore} 才生效的根證書「{rootCertificate}」。',
          '如時鐘正確，通知香港交易所：{host} 的伺服器送出的簽發者證書「{issuerCertificate}」於 {notBefore} 才生效。',
          '如時鐘正確，通知香港交易所：{host} 的證書於 {notBefore} 才生效。',
        ],
        '切勿略過 Edge 的警告頁登入。',
      ],
    },
    'tls/expires-soon': {
      title: [
        '本電腦的根證書「{rootCertificate}」將於 {daysLeft} 日後到期',
        '{host} 的伺服器所送出的簽發者證書「{issuerCertificate}」將於 {daysLeft} 日後到期',
        '{host} 的證書將於 {daysLeft} 日後到期',
      ],
      why: '證書「{certificate}」有效至 {notAfter}（香港時間）。在此之前可以登入。證書一般會在到期前更換。',
      steps: [
        '一星期後再執行本檢查。',
        [
          '如屆時日期仍然不變，請向資訊科技支援索取取代「{rootCertificate}」的根證書。',
          '如屆時日期仍然不變，請通知香港交易所，並說明是其簽發者「{issuerCertificate}」的證書。',
          '如屆時日期仍然不變，請通知香港交易所。',
        ],
      ],
    },
    'tls/name-mismatch': {
      title: ['{host} 所出示的證書在 Edge 查看之處沒有任何名稱，只在主體載有「{subjectAlone}」', '{host} 所出示的證書屬於其他名稱'],
      why: [
        '證書屬於：{names}。頁面現時可以開啟；在 {stopsAt}，Edge 會停下（NET::ERR_CERT_COMMON_NAME_INVALID）。',
        '證書屬於：{names}。Edge 不會開啟頁面（NET::ERR_CERT_COMMON_NAME_INVALID）。發現於：{vias}。',
        '證書只在主體載有「{subjectAlone}」。Edge 只查看替代名稱的清單，而該清單是空的，故不會開啟頁面（NET::ERR_CERT_COMMON_NAME_INVALID）。發現於：{vias}。',
      ],
      steps: [
        [
          '如「{subjectAlone}」並非香港交易所的名稱，即由另一伺服器回應：請網絡團隊查明 {vias} 通往何處。',
          '如這些名稱並非香港交易所的名稱，即由另一伺服器回應：請網絡團隊查明 {vias} 通往何處。',
        ],
        [
          '如屬香港交易所的名稱，請通知香港交易所：主體為「{subjectAlone}」的證書沒有替代名稱（subjectAltName）。',
          '如屬香港交易所的名稱，請通知香港交易所 {host} 的證書所載的名稱。',
        ],
        '切勿略過 Edge 的警告頁登入。',
      ],
    },
    'tls/self-signed': {
      title: '有其他設備代替 {host} 回應',
      why: [
        '證書由其自行簽發（{issuer}）；防火牆、路由器及網絡登入頁常會如此。沒有任何機構核證。頁面現時可以開啟；在 {stopsAt}，Edge 會停下。',
        '證書由其自行簽發（{issuer}）；防火牆、路由器及網絡登入頁常會如此。瀏覽器接受該證書，並開啟 {acceptedHost} 的頁面；本程式的名單沒有該證書。發現於：{vias}。',
        '證書由其自行簽發（{issuer}）；防火牆、路由器及網絡登入頁常會如此。沒有任何機構核證，Edge 不會開啟頁面。發現於：{vias}。',
      ],
      steps: [
        '請網絡團隊查明在 {vias} 以證書「{issuer}」回應的是甚麼設備。',
        '往 {host} 的連線必須原樣到達香港交易所的伺服器：請豁免封鎖及檢查。',
        '切勿略過 Edge 的警告頁登入，亦不要安裝此證書。',
      ],
    },
    'tls/unknown-issuer': {
      title: ['瀏覽器認識 {acceptedHost} 證書的簽發者，但本程式不認識', '本電腦不認識 {host} 證書的簽發者'],
      why: [
        '證書的最上層簽發者為「{topIssuer}」，不在本電腦的任何名單上。通常是本電腦與香港交易所之間有其他設備代為回應。頁面現時可以開啟；在 {stopsAt}，Edge 會停下（NET::ERR_CERT_AUTHORITY_INVALID）。',
        '證書的最上層簽發者為「{topIssuer}」。瀏覽器認識該簽發者，並開啟 {acceptedHost} 的頁面；本程式的名單沒有該簽發者。發現於：{vias}。',
        '證書的最上層簽發者為「{topIssuer}」，不在本電腦的任何名單上，故 Edge 不會開啟頁面（NET::ERR_CERT_AUTHORITY_INVALID）。通常是本電腦與香港交易所之間有其他設備代為回應。發現於：{vias}。',
      ],
      steps: [
        '請網絡團隊查明「{topIssuer}」是否貴公司用作檢查連線的設備。如是，請豁免 {host}。',
        '如香港交易所曾要求安裝該名稱的根證書（Client Connect 內的 Section 4.7-4.9），請資訊科技支援安裝。',
        '如兩者皆不是，請把簽發者名稱通知香港交易所。切勿略過 Edge 的警告頁登入。',
      ],
    },
    'tls/root-not-installed': {
      title: '本電腦欠缺一張根證書',
      why: [
        '{host} 的證書屬於根證書「{root}」。貴公司設定列明應安裝該根證書，但本電腦沒有安裝。頁面現時可以開啟；在 {stopsAt}，Edge 會停下（NET::ERR_CERT_AUTHORITY_INVALID）。',
        '{host} 的證書屬於根證書「{root}」。貴公司設定列明應安裝該根證書，但本程式在本電腦找不到。瀏覽器認識該根證書，並開啟 {acceptedHost} 的頁面。',
        '{host} 的證書屬於根證書「{root}」。貴公司設定列明應安裝該根證書，但本電腦沒有安裝。Edge 不會開啟頁面（NET::ERR_CERT_AUTHORITY_INVALID）。',
      ],
      steps: [
        '把根證書「{root}」安裝到本電腦的「受信任的根憑證授權單位」（群組原則或 certlm.msc）。',
        '關閉所有 Edge 視窗，然後重新執行本檢查。',
      ],
    },
    'tls/intercepted': {
      title: ['往 {hosts} 的加密連線在途中被 {product} 解密檢查', '往 {hosts} 的加密連線在途中被以「{middlebox}」簽發證書的設備解密檢查'],
      why: [
        '{hosts} 的證書屬於「{installedRoot}」；該根證書由他人安裝於本電腦，不在任何公共名單上（簽發者為「{issuer}」）。貴公司的設備或程式似乎為檢查內容而把連線解密。登入可能失敗，或被他人看到。發現於：{vias}。',
        '{hosts} 的證書並非由香港交易所的簽發機構發出，而是在途中產生：簽發者為「{issuer}」。貴公司的設備或程式為檢查內容而把連線解密。登入可能失敗，或被他人看到。發現於：{vias}。',
      ],
      steps: [
        ['在 {product} 中豁免 {hosts} 的 TLS 檢查。', '在以「{middlebox}」簽發證書的設備中豁免 {hosts} 的 TLS 檢查。'],
        ['其根證書「{endedRoot}」已於 {endedOn} 過期：在該設備及本電腦更新之前，Edge 不會開啟任何經過它的頁面。'],
        '如屬本電腦上的程式（保安軟件），請在該程式中豁免。',
        '重新執行本檢查：屆時簽發者應已不同。',
      ],
    },
    'tls/chain-incomplete': {
      title: '{host} 的伺服器漏送一張證書',
      why: [
        '伺服器沒有送出「{missing}」的證書，而該證書似乎通往認可機構。瀏覽器已取得該證書，並開啟 {acceptedHost} 的頁面；不能取得該證書的電腦，Edge 會停下（NET::ERR_CERT_AUTHORITY_INVALID）。發現於：{vias}。',
        '伺服器沒有送出「{missing}」的證書，而該證書似乎通往認可機構。頁面現時可以開啟；在 {stopsAt}，除非 Edge 能取得該證書，否則會停下（NET::ERR_CERT_AUTHORITY_INVALID）。',
        '伺服器沒有送出「{missing}」的證書，而該證書似乎通往認可機構。Edge 只能從證書所載的位置取得；如不能取得，便不會開啟頁面（NET::ERR_CERT_AUTHORITY_INVALID）。發現於：{vias}。',
      ],
      steps: [
        '通知香港交易所：位於 {vias} 的伺服器沒有送出中繼證書「{missing}」。',
        '如「{missing}」是貴公司設備的名稱，該設備必須送出該證書，或不要處理 {host}。',
      ],
    },
    'tls/protocol-too-old': {
      title: '{host} 只支援舊版 TLS',
      why: [
        '位於 {vias} 的伺服器最高只支援 {protocol}。Edge 需要 TLS 1.2（ERR_SSL_VERSION_OR_CIPHER_MISMATCH）。',
        '經代理伺服器 {proxies} 連接時，伺服器回應不支援本電腦提出的任何 TLS 版本（{failure}）。Edge 需要 TLS 1.2（ERR_SSL_VERSION_OR_CIPHER_MISMATCH）。',
        '伺服器回應不支援本電腦提出的任何 TLS 版本（{failure}）。Edge 需要 TLS 1.2（ERR_SSL_VERSION_OR_CIPHER_MISMATCH）。發現於：{vias}。',
      ],
      steps: [
        [
          '請網絡團隊查明是否由代理伺服器 {proxies}，或其後的舊防火牆代替伺服器回應。',
          '請網絡團隊查明是否有舊的代理伺服器或防火牆在 {vias} 代替伺服器回應。',
        ],
        ['如沒有，請通知香港交易所該伺服器只支援 {protocol}。', '如沒有，請通知香港交易所該伺服器拒絕 TLS 1.2 及 1.3（{failure}）。'],
      ],
    },
    'tls/weak-key': {
      title: ['{host} 的伺服器所送出的簽發者證書「{issuerCertificate}」密碼匙強度不足', '{host} 的證書密碼匙強度不足'],
      why: '「{certificate}」的密碼匙為 {key}。RSA 需要 2048 位元，EC 需要 256 位元。今日或可登入，但瀏覽器遲早會拒絕。',
      steps: [
        [
          '把 {host} 的伺服器所送出的簽發者證書「{issuerCertificate}」的密碼匙通知香港交易所。',
          '把證書的密碼匙及簽發者（{issuer}）通知香港交易所。',
        ],
      ],
    },
    'tls/weak-signature': {
      title: ['{host} 的伺服器所送出的簽發者證書「{issuerCertificate}」簽署算法強度不足', '{host} 的證書簽署算法強度不足'],
      why: '「{certificate}」的簽署算法為 {signature}。此類簽署可被偽造，Edge 可能拒絕（NET::ERR_CERT_WEAK_SIGNATURE_ALGORITHM）。',
      steps: [
        [
          '把 {host} 的伺服器所送出的簽發者證書「{issuerCertificate}」的簽署算法通知香港交易所。',
          '把證書的簽署算法及簽發者（{issuer}）通知香港交易所。',
        ],
      ],
    },
    'tls/client-certificate-requested': {
      title: '{host} 要求本電腦提供證書',
      why: [
        '經代理伺服器 {proxies} 連接時，伺服器要求使用者或電腦的證書，例如聰明卡上的證書。本檢查沒有證書，亦絕不使用閣下的證書。',
        '位於 {vias} 的伺服器要求使用者或電腦的證書，例如聰明卡上的證書。本檢查沒有證書，亦絕不使用閣下的證書。',
      ],
      steps: [
        '用 Edge 開啟頁面。如要求證書，請插入聰明卡，或選擇香港交易所程序所指明的證書。',
        '如未獲發證書，請資訊科技支援向香港交易所查詢此登入是否需要證書。',
      ],
    },
    'tls/handshake-refused': {
      title: '往 {host} 的加密連線被拒絕',
      why: [
        '經代理伺服器 {proxies} 可以連接，但第一個 TLS 訊息被拒絕（{failure}）。禁止該名稱的防火牆會如此，不提供該名稱服務的伺服器亦會如此。',
        '{vias} 可以連接，但第一個 TLS 訊息被拒絕（{failure}）。禁止該名稱的防火牆會如此，不提供該名稱服務的伺服器亦會如此。',
      ],
      steps: [
        '請網絡團隊查明防火牆或代理伺服器是否拒絕往 {host} 的 TLS，並予以准許。如伺服器所提供的本電腦全不接受，回應亦會相同。',
        '如貴公司沒有拒絕，請把時間及拒絕訊息（{failure}）通知香港交易所。',
      ],
    },
    'tls/revoked': {
      title: '{host} 的證書已被撤銷',
      why: '簽發者 {issuer} 已於 {revokedAt}（香港時間）撤銷該證書。Edge 可能拒絕（NET::ERR_CERT_REVOKED）。發現於：{vias}。',
      steps: ['通知香港交易所：序號為 {serialNumber} 的證書已被撤銷。', '在香港交易所更換證書之前，請勿登入。'],
    },
    'tls/issuer-unexpected': {
      title: '證書的簽發者與貴公司設定所預期的不同',
      why: '{hosts} 的證書簽發者為 {issuers}，貴公司設定預期為 {expected}。證書由公共機構核證，故香港交易所很可能已轉用另一簽發者，不影響登入。',
      steps: [
        '向香港交易所查詢，或在 Client Connect 內查閱 Section 4.7-4.9，確定現時的簽發者。',
        '然後更正 site.yaml 的 certificate.issuers。',
      ],
    },
  },
} satisfies CheckText<TlsCode, TlsCauseCode>
