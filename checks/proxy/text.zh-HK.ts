import type { CheckText } from '../text.ts'
import type { ProxyCauseCode, ProxyCode } from './codes.ts'

const again = '然後重新執行本檢查。'

export const proxyTextZhHk = {
  name: '代理伺服器',
  findings: {
    'proxy/direct': 'Edge 直接連接 {host}：沒有為其設定代理伺服器',
    'proxy/used': 'Edge 經代理伺服器 {proxies} 連接 {host}（設定於 {where}）',
    'proxy/required': 'Edge 直接連接 {host}，未能成功；而 {knownFrom} 所列的代理伺服器 {proxy} 則可連通',
    'proxy/route-unknown': '檢查結束時，仍未確定 Edge 經哪條途徑連接 {host}',
    'proxy/settings-unread': '未能讀取代理伺服器設定（{key}：{seen}），故不知 Edge 經哪條途徑連接 {host}',
    'proxy/not-the-users-session': '本程式以系統帳戶執行，看不到使用者的代理伺服器設定，故不知 Edge 經哪條途徑連接 {host}',
    'proxy/reachable': '可以連接代理伺服器 {proxy}',
    'proxy/unreachable': '未能連接代理伺服器 {proxy}（{seen}）',
    'proxy/name-unresolved': '未能查得代理伺服器 {proxy} 的地址（{seen}）',
    'proxy/not-tried': '未有就 {hosts} 測試代理伺服器 {proxy}',
    'proxy/tunnels': '代理伺服器 {proxy} 可連通 {host}',
    'proxy/authentication': '連接 {host} 時，代理伺服器 {proxy} 要求輸入使用者名稱及密碼（{schemes}）',
    'proxy/integrated-authentication':
      '連接 {host} 時，代理伺服器 {proxy} 要求以 Windows 帳戶登入（{schemes}）。Edge 會自動回應，本程式則不能',
    'proxy/forbids': '代理伺服器 {proxy} 禁止連接 {host}（{seen}）',
    'proxy/upstream-fails': '代理伺服器 {proxy} 本身未能連接 {host}（{seen}）',
    'proxy/refuses': '代理伺服器 {proxy} 沒有連通 {host}（{seen}）',
    'proxy/no-reply': '要求連接 {host} 時，代理伺服器 {proxy} 沒有回應',
    'proxy/drops': '要求連接 {host} 時，代理伺服器 {proxy} 中斷連線（{seen}）',
    'proxy/not-a-proxy': '{proxy} 並非代理伺服器：要求連接 {host} 時，其回應不是 HTTP',
    'proxy/kind-not-spoken': 'Edge 可使用 {proxy}，但本程式不支援這類代理伺服器，未有就 {host} 測試',
    'proxy/hello-answered': '經代理伺服器 {proxy} 可與 {host} 建立 TLS 連線',
    'proxy/hello-lost': '代理伺服器 {proxy} 已連通 {host}，但經它未能建立 TLS 連線（{seen}）',
    'proxy/large-packets-lost': '經代理伺服器 {proxy}，{host} 對較短的 TLS 握手訊息有回應，但對瀏覽器所用較長的則沒有（{seen}）',
    'proxy/pac-evaluated': '代理伺服器自動設定檔（PAC）{url} 運作正常，結果為：{answers}',
    'proxy/pac-unavailable': '未能取得代理伺服器自動設定檔（PAC）{url}（{seen}）',
    'proxy/pac-invalid': '代理伺服器自動設定檔（PAC）{url} 未能運作（{seen}）',
    'proxy/pac-not-finished': '檢查結束時，仍未取得代理伺服器自動設定檔（PAC）{url}',
    'proxy/nothing-detected': '本電腦設為自動偵測代理伺服器，而 DNS 沒有提供（{url}）。DHCP 有否提供，本程式無從得知',
  },
  causes: {
    'proxy/required': {
      title: 'Edge 未有使用代理伺服器 {proxy}，因而未能連接 {hosts}',
      why: '本電腦的 Edge 設定為直接連接 {hosts}，但直接連線失敗；而 {knownFrom} 所列的代理伺服器 {proxy} 則可連通。不經代理伺服器，登入頁無法載入。',
      steps: [
        [
          '請負責 {script} 的人員令該檔案對 {hosts} 亦給出代理伺服器：現時它令這些名稱繞過代理伺服器。',
          '把「{exception}」從 {where} 的例外清單移除：它令 Edge 繞過代理伺服器。',
          '為 Edge 設定代理伺服器 {proxy}：以 ProxySettings 原則設定，或在「設定」>「網路和網際網路」>「Proxy」設定。',
        ],
        '如 {hosts} 本應不經代理伺服器連接，請網絡團隊開通該途徑。',
        again,
      ],
    },
    'proxy/unreachable': {
      title: '本電腦未能連接代理伺服器 {proxy}',
      why: 'Edge 設定為經 {proxy} 連線（設定於 {where}），但本電腦未能連接它（{seen}）。Edge 經它載入的一切均會失敗，或須等候 Edge 改試下一個途徑。',
      steps: [
        '檢查代理伺服器 {proxy} 是否正在運作。',
        '檢查本電腦與 {proxyHost} 之間的防火牆是否容許 TCP 連接埠 {proxyPort}。',
        '如代理伺服器已更改地址，請更新 {where} 的設定。',
        again,
      ],
    },
    'proxy/name-unresolved': {
      title: '本電腦查不到代理伺服器 {proxyHost} 的地址',
      why: 'Edge 設定為經 {proxy} 連線（設定於 {where}），但未能查得名稱 {proxyHost} 的地址（{seen}），故 Edge 無法連接它。',
      steps: [
        '檢查 {where} 內代理伺服器名稱的拼寫。',
        '檢查本電腦的 DNS 伺服器是否認識名稱 {proxyHost}：改用香港交易所的 DNS 伺服器時，可能遺漏了它。',
        again,
      ],
    },
    'proxy/authentication': {
      title: '代理伺服器 {proxy} 要求輸入使用者名稱及密碼',
      why: '代理伺服器須先登入（{schemes}）才可連接 {hosts}，而本電腦的 Edge 未能自行通過，可能會顯示要求輸入名稱及密碼的視窗。',
      steps: [
        '如您獲發代理伺服器的名稱及密碼，請在 Edge 詢問時登入。本程式絕不會向您索取。',
        '如代理伺服器要求 Windows 登入（Negotiate、NTLM），請檢查本電腦的帳戶是否已登入網域，以及 Edge 的原則 AuthSchemes 及 AuthServerAllowlist 是否容許 {proxyHost}。',
        '否則請網絡團隊容許 {hosts} 無須登入，或改用 Windows 帳戶登入。',
        again,
      ],
    },
    'proxy/forbids': {
      title: '代理伺服器 {proxy} 禁止連接 {hosts}',
      why: '代理伺服器可以連接，但拒絕連通 {hosts}（{seen}）：其規則不容許這些地址，或不容許本電腦連接。',
      steps: [
        '請網絡團隊在代理伺服器 {proxy} 上，容許本電腦以 CONNECT 連接 {hosts} 的連接埠 {port}。',
        '請對照 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9 所列的網絡資料。',
        again,
      ],
    },
    'proxy/upstream-fails': {
      title: '代理伺服器 {proxy} 未能連接 {hosts}',
      why: '代理伺服器有回應，並表示本身未能連接 {hosts}（{seen}）。問題在代理伺服器之後：它的 DNS、防火牆、線路，或服務本身。',
      steps: [
        '請網絡團隊在代理伺服器 {proxy} 上查詢 {hosts} 的地址，並由該處連接其連接埠 {port}。',
        '如代理伺服器的途徑正常，請查詢其他辦事處能否連接該服務。',
        again,
      ],
    },
    'proxy/refuses': {
      title: '代理伺服器 {proxy} 沒有連通 {hosts}',
      why: '要求連接 {hosts} 時，{proxy} 回應 {seen}，既沒有連通，亦非本程式認識的原因。它可能是網頁伺服器或登入頁，而非代理伺服器。',
      steps: ['檢查 {proxy} 是否代理伺服器的正確地址（設定於 {where}）。', '請網絡團隊在代理伺服器的記錄中查看本電腦的要求。', again],
    },
    'proxy/no-reply': {
      title: '代理伺服器 {proxy} 沒有回應',
      why: '本電腦已連接 {proxy} 並要求連接 {hosts}，但一直沒有回應。代理伺服器可能負荷過重，或正等候其後沒有回應的設備。',
      steps: ['請網絡團隊檢查代理伺服器 {proxy} 的負荷、DNS，以及它前往 {hosts} 的途徑。', again],
    },
    'proxy/drops': {
      title: '代理伺服器 {proxy} 中斷連線',
      why: '本電腦已連接 {proxy} 並要求連接 {hosts}，但連線在沒有回應下中斷（{seen}）。這由代理伺服器或其前的防火牆造成。',
      steps: [
        '核對 {proxy} 是否正確的地址及連接埠（設定於 {where}）：只接受 TLS 的連接埠亦會這樣中斷連線。',
        '請網絡團隊在代理伺服器 {proxy} 及其前防火牆的記錄中，查看本電腦的要求。',
        again,
      ],
    },
    'proxy/not-a-proxy': {
      title: '{proxy} 並非代理伺服器',
      why: 'Edge 設定為經 {proxy} 連線（設定於 {where}），但該處的回應不是 HTTP，故 Edge 無法連接 {hosts}。',
      steps: ['更正 {where} 內代理伺服器的地址或連接埠。', again],
    },
    'proxy/hello-lost': {
      title: '經代理伺服器 {proxy} 未能與 {hosts} 建立 TLS 連線',
      why: '代理伺服器 {proxy} 表示已連通 {hosts}，但其後的 TLS 握手訊息（ClientHello）不論長短，均得不到可用的回應（{seen}）。代理伺服器或其後的設備中斷了連線、一直沒有回應，或代伺服器回應。',
      steps: [
        '請網絡團隊在代理伺服器 {proxy} 及其後防火牆的記錄中，查看本電腦與 {hosts} 的連線。',
        '在這些設備上把 {hosts} 列為 TLS 檢查的例外。',
        again,
      ],
    },
    'proxy/large-packets-lost': {
      title: '經代理伺服器 {proxy}，{hosts} 對較短的 TLS 握手訊息有回應，但對瀏覽器所用較長的則沒有',
      why: '現今瀏覽器的第一個訊息（ClientHello）約長 1,600 位元組，一個封包容納不下。經 {proxy} 送出這樣的訊息，得不到可用的回應（{seen}）；而約 370 位元組的較短訊息則有回應。可見伺服器正常，但 Edge 仍無法開啟登入頁。',
      steps: [
        '更新代理伺服器 {proxy} 及其後的防火牆，或在其上把 {hosts} 列為 TLS 檢查的例外：舊式設備只從第一個封包讀取 TLS 握手訊息。',
        '檢查代理伺服器至 {hosts} 途中的 MTU 及 MSS。',
        again,
      ],
    },
    'proxy/pac-unavailable': {
      title: '未能取得代理伺服器自動設定檔（PAC）{url}',
      why: 'Edge 按 {where} 的設定以此檔案決定途徑，但未能取得它（{seen}）。Edge 會改為直接連接或採用其他設定，因而可能無法連接 {hosts}。',
      steps: [
        '在本電腦的瀏覽器開啟 {url}：檔案必須能夠載入。',
        '如存放檔案的伺服器有故障，請修復；如檔案已更改位置，請更新 {where}。Edge 只讀取 http 或 https 地址的檔案。',
        again,
      ],
    },
    'proxy/pac-invalid': {
      title: '代理伺服器自動設定檔（PAC）{url} 未能運作',
      why: 'Edge 取得此檔案（設定於 {where}），但未能由它得出前往 {hosts} 的途徑（{seen}）。Edge 會改為直接連接或採用其他設定，因而可能無法連接 {hosts}。',
      steps: [
        '在本電腦開啟 {url} 並檢查內容：它必須是定義 FindProxyForURL 的程式碼，而非網頁。',
        '請負責該檔案的人員修正錯誤：{seen}。',
        again,
      ],
    },
  },
} satisfies CheckText<ProxyCode, ProxyCauseCode>
