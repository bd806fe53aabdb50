import type { CheckText } from '../text.ts'
import type { PageCauseCode, PageCode } from './codes.ts'

const compareSteps = [
  '在本電腦用 Microsoft Edge 開啟 {url}，不要登入。',
  'CCMS：與香港交易所通告（為準備啟動雙重身份驗證）附件所示的畫面比較。CCASS 及 DMS：查看有否通告（正式推出雙重身份驗證）附件一所列的「Login with …」選項。',
]

/** 途中有設備把連線解密檢查時。 */
const askMiddlebox = ['請網絡團隊查明 {url} 的回應是否由途中把連線解密檢查的 {middlebox} 自行發出。如不是，才繼續下一步。']

export const pageTextZhHk = {
  name: '登入頁',
  findings: {
    'page/landing': '{url} 顯示入口頁及其登入選項',
    'page/log-on-form': '{url} 顯示設有密碼欄的表格；視之為雙重身份驗證頁面只是我們的推斷，因香港交易所的通告只以圖片顯示該頁面',
    'page/answered': '{url} 有回應（狀態碼 {statusCode}）',
    'page/seen-in-browser': '本電腦的瀏覽器顯示出 {url} 的頁面；本程式自行索取時看到：{seen}',
    'page/unexpected': '{url} 傳回不認識的頁面（狀態碼 {statusCode}，標題「{title}」）',
    'page/not-recognised': '{url} 傳回頁面（狀態碼 {statusCode}，標題「{title}」）；其內容只有瀏覽器才能判斷',
    'page/needs-cookies': '{url} 不斷轉向並要求 cookie；本程式不保存 cookie，只有瀏覽器才能判斷',
    'page/redirect-loop': '{url} 循環轉向，而且沒有要求 cookie',
    'page/redirected-away': '{url} 把瀏覽器轉往另一主機：{onward}',
    'page/sent-unencrypted': '{url} 把瀏覽器轉往沒有加密的 {lastUrl}，而該處沒有回應（{failure}）',
    'page/captive-portal': '網絡上有其他設備代替 {host} 回應（{seen}）',
    'page/certificate-first': '{url} 有回應，但 Edge 在證書一關已停下，不會顯示任何頁面',
    'page/forbidden': '{host} 拒絕 {url}（狀態碼 403）',
    'page/not-found': '{host} 沒有 {url} 這個頁面（狀態碼 {statusCode}）',
    'page/server-error': '{host} 對 {url} 回應其本身的錯誤（狀態碼 {statusCode}）',
    'page/outside-service-hours': '香港時間 {hongKongTime}，{url} 未能使用；服務於 {opensAt} 開始',
    'page/no-answer': '已連接 {host}，但 {url} 沒有完整回應（{failure}）',
    'page/unreachable': '未能載入 {url}：在 {host} 失敗（{stage}：{failure}）',
    'page/integrated-authentication': '沒有讀取 {url}：代理伺服器 {via} 要求 Windows 帳戶，Edge 會自動提供，本程式則不能',
    'page/not-asked': '未能從這裡判斷 {url}',
    'page/not-finished': '{url} 未能在本次執行的時限內完成',
  },
  causes: {
    'page/captive-portal': {
      title: '網絡要求先行登入，才讓本電腦通過',
      why: '回應的並非 {host}，而是途中的設備（{seen}）。訪客網絡、酒店網絡及部分防火牆會這樣要求登入；在此之前，所有登入頁都未能到達。',
      steps: [
        '確認電腦已接上辦公室本身的網絡或專線，而不是訪客網絡。',
        '如您的網絡設有登入頁，請開啟 Microsoft Edge 在該處登入，然後重新執行本檢查。',
        '如本電腦不應需要登入，請把本報告交給網絡團隊：應容許 {source} 無須登入便可連接 {hosts}。',
      ],
    },
    'page/redirected-away': {
      title: '{host} 把瀏覽器轉往 {onwardHost}',
      why: '要求登入頁時，回應轉往 {onward}，該主機不在本程式的設定檔之內，本程式沒有與其連接。這可能是服務搬遷或關閉的通知，或是貴公司網頁過濾系統的頁面。',
      steps: [
        askMiddlebox,
        ...compareSteps,
        '如 Edge 顯示貴公司或其網頁過濾系統的頁面，請網絡團隊准許連接 {url}。',
        '如 Edge 顯示香港交易所的頁面，請按其指示辦理，或向香港交易所查詢網址有否更改。',
      ],
    },
    'page/sent-unencrypted': {
      title: '{host} 把瀏覽器轉往沒有加密的地址，而該處沒有回應',
      why: '{url} 的回應轉往 {lastUrl}。該地址沒有加密，而且無法連接（{failure}）。登入頁不會轉往這樣的地址：伺服器設定有誤，或途中有設備代它回應。',
      steps: [
        askMiddlebox,
        '在本電腦以 Microsoft Edge 開啟 {url}，切勿登入。如 Edge 顯示登入頁，則無須修復。',
        '如途中有代理伺服器或網頁過濾設備，請網絡團隊查明它有否把 {url} 轉往自己的頁面。',
        '否則請把地址 {lastUrl} 及時間 {hongKongTime}（香港時間）通知香港交易所。',
      ],
    },
    'page/redirect-loop': {
      title: '{host} 循環轉向',
      why: '{host} 的每個回應都轉往下一個轉向，而且沒有一個要求 cookie。瀏覽器亦會同樣放棄（「重新導向次數過多」）。',
      steps: [askMiddlebox, '用 Microsoft Edge 開啟 {url} 確認。', '向香港交易所報告，註明香港時間 {hongKongTime}，並附上本報告。'],
    },
    'page/forbidden': {
      title: '{host} 拒絕本終端機（403 Forbidden）',
      why: '連接正常，伺服器亦有回應，但拒絕提供頁面。CCASS 會核對來源 IP 地址是否屬於香港交易所給予參與者的範圍。本電腦本身的地址為 {source}；經 NAT 後到達香港交易所的是另一地址，從這裡無法得知。途中的網頁過濾系統也可能回應 403（伺服器：{server}，標題：「{title}」）。',
      steps: [
        '用 Microsoft Edge 開啟 {url}。如登入頁正常顯示，即只有本程式被拒，無須修復。',
        '請網絡團隊確認前往 {host} 的來源地址，以及 NAT 有否把它轉換為香港交易所給予的範圍。終端機如在辦公室區域網絡內，須使用 NAT。',
        '如途中有代理伺服器或網頁過濾系統，請網絡團隊確認它有否拒絕 {url}。',
        '如來源地址正確，請把該地址及香港時間 {hongKongTime} 告知香港交易所，查詢是否獲准。',
      ],
    },
    'page/not-found': {
      title: '{host} 已沒有文件所載的網址',
      why: '伺服器對 {url} 回應「找不到」（狀態碼 {statusCode}）。該網址取自本程式的設定檔；就 CCASS、DMS 及 CCMS 而言，即香港交易所的雙重身份驗證通告所載的網址。',
      steps: [
        askMiddlebox,
        '用 Microsoft Edge 開啟 {url} 確認。',
        '查看香港交易所有否較新的通告列出另一網址；如沒有，請向香港交易所查詢。',
      ],
    },
    'page/server-error': {
      title: ['{host} 或代其回應的 {middlebox} 回報錯誤（狀態碼 {statusCode}）', '{host} 本身發生故障（狀態碼 {statusCode}）'],
      why: [
        '{middlebox} 在途中把這個連線解密檢查，回應可能由它發出：{url}，狀態碼 {statusCode}，香港時間 {hongKongTime}。在本電腦上無法修復。',
        '本電腦已到達伺服器，但伺服器回報錯誤：{url}，狀態碼 {statusCode}，香港時間 {hongKongTime}。在本電腦上無法修復。',
      ],
      steps: [
        askMiddlebox,
        '數分鐘後重新執行本檢查。',
        '如仍未恢復，請向香港交易所報告，註明狀態碼 {statusCode} 及香港時間 {hongKongTime}。',
      ],
    },
    'page/outside-service-hours': {
      title: '服務尚未開始：{opensAt} 開始',
      why: '現在是香港時間 {hongKongTime}。{opensAt} 之前服務可能尚未開放，這樣的回應（{seen}）並非故障。本程式不知道服務在哪些日子開放。',
      steps: ['請於香港時間 {opensAt} 之後重新執行本檢查。', '如屆時仍然失敗，請向香港交易所報告。'],
    },
    'page/unexpected': {
      title: '{host} 傳回本程式不認識的頁面',
      why: '伺服器對 {url} 回應狀態碼 {statusCode}，標題「{title}」。該頁面既沒有通告所列的登入選項，也沒有登入表格。香港交易所可能已更改頁面，或正顯示通知。',
      steps: [
        askMiddlebox,
        ...compareSteps,
        '如登入頁正常顯示，則無須修復。',
        '如顯示其他內容，請按其指示辦理，或向香港交易所查詢，註明香港時間 {hongKongTime}。',
      ],
    },
    'page/no-answer': {
      title: '{host} 接受連接後沒有傳回頁面',
      why: '已連接 {host}，但在香港時間 {hongKongTime} 要求 {url} 時沒有完整回應（{failure}）。原因可能是服務故障，也可能是途中的設備切斷連接；從這裡看，兩者相同。',
      steps: [
        askMiddlebox,
        '用 Microsoft Edge 開啟 {url} 確認，並在數分鐘後重新執行本檢查。',
        '如辦公室內其他終端機能載入該頁面，請網絡團隊查明從 {source} 出發的路徑有何不同。',
        '如全部終端機均不能載入，請向香港交易所報告，註明香港時間 {hongKongTime}。',
      ],
    },
  },
} satisfies CheckText<PageCode, PageCauseCode>
