import type { CheckText } from '../text.ts'
import type { SmartcardCauseCode, SmartcardCode } from './codes.ts'

const onlyForSmartcards = '只有「Login with Smartcard」需要聰明卡；「Login with OTP」並不需要。'

export const smartcardTextZhHk = {
  name: '聰明卡',
  findings: {
    'smartcard/service-runs': '聰明卡服務正在運作',
    'smartcard/service-stopped': '本電腦沒有聰明卡服務回應',
    'smartcard/reader-found': '聰明卡讀卡器：{readers}',
    'smartcard/no-reader': '本電腦沒有可用的聰明卡讀卡器',
    'smartcard/card-present': '讀卡器 {reader} 內有卡',
    'smartcard/no-card': '讀卡器 {reader} 內沒有卡',
    'smartcard/card-mute': '讀卡器 {reader} 內的卡沒有回應',
    'smartcard/remote-session': '這是遠端工作階段，並沒有聰明卡讀卡器經此傳送過來',
    'smartcard/driver-missing': '聰明卡讀卡器 {device} 已插上，但本電腦無法使用',
    'smartcard/not-asked': '未能查看聰明卡讀卡器',
    'smartcard/switched-off': '沒有查看聰明卡讀卡器：設定中已關閉此項',
  },
  causes: {
    'smartcard/service-stopped': {
      title: '聰明卡服務沒有運作',
      why: `程式須經這項服務使用聰明卡讀卡器，所以現在所有讀卡器都不能使用。${onlyForSmartcards}`,
      steps: [
        '如本電腦只用 OTP 登入，無須處理以下各項。',
        '以管理員身分開啟「services.msc」，把「Smart Card」的啟動類型設為「手動」或「自動」，然後啟動。',
        '如服務曾被停用，請先了解原因：群組原則可能會再次把它停用。',
        '如使用 Linux，請安裝並啟動 pcscd。',
        '重新插上讀卡器，然後再執行本檢查。',
      ],
    },
    'smartcard/no-reader': {
      title: '本電腦沒有可用的聰明卡讀卡器',
      why: `已查詢電腦的聰明卡讀卡器，但沒有一個可用。${onlyForSmartcards}`,
      steps: [
        '如您用 OTP 登入，可照常登入，無須處理以下各項。',
        '拔出讀卡器再重新插上，並直接插在電腦上，不要插在集線器或鍵盤上。',
        '看看讀卡器的指示燈。如燈不亮，請換另一個 USB 插口，再試另一個讀卡器。',
        '如燈已亮但本檢查仍找不到讀卡器，請資訊科技支援在「裝置管理員」查看。',
      ],
    },
    'smartcard/no-card': {
      title: '聰明卡讀卡器內沒有卡',
      why: `讀卡器運作正常，但內裏沒有卡：{readers}。${onlyForSmartcards}`,
      steps: ['如您用 OTP 登入，可照常登入，無須處理以下各項。', '把卡完全插入：金色接點向前，並注意正反面。', '然後重新執行本檢查。'],
    },
    'smartcard/card-mute': {
      title: '讀卡器內的聰明卡沒有回應',
      why: `{reader} 內有卡，但讀卡器得不到回應。卡可能插反了、弄髒了或已損壞。${onlyForSmartcards}`,
      steps: [
        '拔出聰明卡，再以金色接點向前、正確的一面重新插入。',
        '用乾的軟布抹淨接點，然後再試。',
        '在這個讀卡器試另一張卡，或在另一個讀卡器試這張卡，便知道是哪一樣壞了。',
        '如卡已損壞，請聯絡貴公司負責管理聰明卡的人員。如可以，期間請用 OTP 登入。',
      ],
    },
    'smartcard/remote-session': {
      title: '沒有聰明卡讀卡器經這個遠端工作階段傳送過來',
      why: `在遠端工作階段中，電腦看到的是您面前那部電腦的讀卡器，而不是插在它自己身上的。現在一個也沒有。${onlyForSmartcards}`,
      steps: [
        '如您用 OTP 登入，可照常登入，無須處理以下各項。',
        '如可以，請到終端機前面，在該處執行本檢查。',
        '如需要使用遠端工作階段：把讀卡器插在您面前的電腦上，在「遠端桌面連線」的「本機資源」>「其他」剔選「智慧卡」，然後重新連線。',
        '如仍無效，可能是原則不容許：請資訊科技支援檢查「Do not allow smart card device redirection」。',
      ],
    },
    'smartcard/driver-missing': {
      title: '聰明卡讀卡器已插上，但驅動程式欠缺或未能運作',
      why: `電腦在 USB 看到 {device}，但聰明卡服務沒有列出它。${onlyForSmartcards}`,
      steps: [
        '如本電腦只用 OTP 登入，無須處理以下各項。',
        '開啟「裝置管理員」尋找該讀卡器：黃色標記會說明問題所在。',
        '安裝讀卡器製造商提供的驅動程式，或讓 Windows Update 尋找。',
        '如使用 Linux，請安裝 libccid，並重新啟動 pcscd。',
        '重新插上讀卡器，然後再執行本檢查。',
      ],
    },
  },
} satisfies CheckText<SmartcardCode, SmartcardCauseCode>
