import type { CheckText } from '../text.ts'
import type { HostCauseCode, HostCode } from './codes.ts'

export const hostTextZhHk = {
  name: '網絡連接',
  findings: {
    'network/has-route': '本電腦已連接網絡；本身的地址：{addresses}',
    'network/no-route': '本電腦有地址（{addresses}），但沒有通往 {destinations} 的路由',
    'network/no-address': '本電腦沒有可用的網絡地址',
    'network/link-down': '本電腦的網絡連接已中斷（{linksDown}）',
    'network/ways': '本電腦的對外路徑：{ways}；前往所查詢伺服器時使用：{taken}',
    'network/several-routes': '本電腦有多條對外路徑：{ways}；前往所查詢伺服器時使用 {taken}',
    'host/os-supported': '{os}（組建 {build}）可獲 Microsoft 更新至 {endsAt}',
    'host/os-extended': '{os}（組建 {build}）正接收延伸安全性更新，Microsoft 提供至 {endsAt}',
    'host/os-unsupported': '{os}（組建 {build}）：Microsoft 的更新已於 {endsAt} 結束',
    'host/os-unknown': '{os}（組建 {build}）不在本程式的 Windows 版本清單內（{lookedUp}）',
    'host/os-noted': '本電腦執行 {os}（{build}）',
    'host/doh-off': 'Windows 沒有使用 DNS over HTTPS',
    'host/doh': ['Windows 使用 DNS over HTTPS；伺服器：{servers}', '有原則要求 Windows 使用 DNS over HTTPS'],
    'host/firewall': [
      'Windows 防火牆已在下列設定檔開啟：{on}；會封鎖沒有規則允許的對外連線：{blocking}',
      'Windows 防火牆已在下列設定檔開啟：{on}',
      'Windows 防火牆會在下列設定檔封鎖沒有規則允許的對外連線：{blocking}',
      '沒有發現 Windows 防火牆已開啟',
    ],
    'host/firewall-outbound': 'Windows 防火牆在下列設定檔封鎖沒有規則允許的對外連線：{blocking}',
    'host/no-reboot-pending': 'Windows 無須重新啟動',
    'host/reboot-noted': 'Windows 正等待重新啟動；目前並不影響使用',
    'host/reboot-pending': 'Windows 正等待重新啟動',
    'host/time-service-noted': [
      'Windows 時間服務以 {type} 方式向 {servers} 取得時間',
      'Windows 時間服務設定為 {type}',
      'Windows 時間服務沒有說明從何處取得時間',
    ],
    'host/time-service': ['Windows 時間服務沒有校正本電腦的時鐘（設定：{type}）', 'Windows 時間服務沒有校正本電腦的時鐘'],
  },
  causes: {
    'network/link-down': {
      title: '本電腦的網絡連接已中斷（{linksDown}）',
      why: '電腦本身顯示這個連接沒有訊號。恢復連接之前，無法連線到電腦以外的任何地方。',
      steps: [
        '把網絡線的兩端（電腦及牆上插座）按緊，直至聽到「咔」一聲。插口旁的指示燈應會亮起。',
        '如指示燈仍不亮，請換一條網絡線，或改用另一個插座。',
        '如仍無效，請資訊科技支援檢查交換器的連接埠，以及網絡介面卡是否在 Windows 中被停用。',
        '然後重新執行本檢查。',
      ],
    },
    'network/no-address': {
      title: '本電腦沒有網絡地址',
      why: '電腦完全沒有地址，或只有在無人分配時自行設定的地址（169.254.…）。沒有地址，便無法連線到電腦以外的任何地方。',
      steps: [
        '檢查網絡線兩端是否插好，以及網絡介面卡有否被停用。',
        '執行「ipconfig /all」，看看地址是由 DHCP 分配還是固定的。',
        '如使用 DHCP：執行「ipconfig /renew」，並檢查 DHCP 伺服器在這個插座上有否回應。',
        '如使用固定地址：按本終端機既定的數值，重新輸入地址、遮罩、閘道及 DNS 伺服器。CCASS 會在登入時核對來源地址，故請勿自行另選地址。',
      ],
    },
    'network/no-route': {
      title: '本電腦沒有通往 {destinations} 的路由',
      why: '電腦本身的路由表沒有可用的路徑，所以根本沒有送出任何資料。這些地址背後的服務都無法連線。',
      steps: [
        '執行「route print」及「ipconfig /all」，檢查預設閘道，以及通往香港交易所地址的路由。',
        '如電腦有兩張網絡介面卡或使用 VPN，請檢查通往香港交易所地址的路由是否經正確的一方。',
        '用「route -p add」補回欠缺的路由，使其在重新啟動後仍然有效。香港交易所的地址載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
      ],
    },
    'network/several-routes': {
      title: '本電腦有多條對外路徑：{ways}',
      why: '部分連線失敗的情況，與走錯路徑時相同。本電腦前往所查詢的伺服器時使用 {taken}。這只是提示，本身並非原因。',
      steps: [
        '中斷並非用來連接香港交易所的 VPN 或第二個網絡，然後重新執行本檢查。',
        '如有改善，請執行「route print」，並以「route -p add」把通往香港交易所地址的路由指向正確的網絡。',
      ],
    },
    'host/os-unsupported': {
      title: 'Microsoft 對 {os} 的更新已於 {endsAt} 結束',
      why: '今天或許仍可登入。但沒有更新，Edge、證書及保安軟件會逐一失效，漏洞亦無法修補。如 Microsoft 為此版本提供延伸安全性更新，其結束日期為：{extended}。本電腦的組建（{build}）顯示沒有安裝。',
      steps: [
        '執行「winver」查看組建編號。如已為本電腦購買延伸安全性更新，請安裝最新一個。',
        '如沒有，請計劃改用仍獲更新的 Windows 版本；選用哪一版本，視乎電腦製造商及貴公司的政策。',
      ],
    },
    'host/os-unknown': {
      title: '本程式不認識這個 Windows 版本（{os}，組建 {build}）',
      why: '本程式的 Windows 版本清單更新至 {lookedUp}，故未能判斷 Microsoft 是否仍為此版本提供更新。這不會令登入失敗。',
      steps: ['如 Windows 比該清單更新，請取得本程式的較新版本。', '如屬預覽版本（Windows Insider），終端機應改用正式版本。'],
    },
    'host/doh': {
      title: '本電腦的 Windows 以 DNS over HTTPS 查詢名稱',
      why: [
        'Windows 以 HTTPS 查詢這些伺服器：{servers}。香港交易所的名稱應由香港交易所或貴公司指定的伺服器解析；其他伺服器可能不認識這些名稱，或給出另一地址。Windows 得到的地址，伺服器以一般方式查詢時並沒有給出，而且不能使用：{elsewhere}。',
        'Windows 以 HTTPS 查詢這些伺服器：{servers}。香港交易所的名稱應由香港交易所或貴公司指定的伺服器解析；其他伺服器可能不認識這些名稱，或給出另一地址。伺服器以一般方式能回答、但 Windows 找不到的名稱：{hosts}。',
        'Windows 以 HTTPS 查詢這些伺服器：{servers}。香港交易所的名稱應由香港交易所或貴公司指定的伺服器解析；其他伺服器可能不認識這些名稱，或給出另一地址。',
      ],
      steps: [
        '開啟「設定」>「網路和網際網路」，選擇使用中的連線及「DNS 伺服器指派」，為這些伺服器關閉「DNS over HTTPS」。',
        '如不能更改，即由群組原則設定：「電腦設定」>「系統管理範本」>「網絡」>「DNS 用戶端」>「Configure encrypted name resolution」。',
        '然後重新執行本檢查。',
      ],
    },
    'host/firewall-outbound': {
      title: '本電腦的 Windows 防火牆封鎖沒有規則允許的連線（{blocking}）',
      why: '本電腦自行拒絕了一個連線，而其 Windows 防火牆設定為封鎖沒有規則的對外連線。原因很可能是欠缺規則。',
      steps: [
        '開啟「具有進階安全性的 Windows Defender 防火牆」>「輸出規則」，允許 Edge（msedge.exe）以 TCP 443 連接香港交易所的地址。',
        '亦請允許本程式，否則即使 Edge 能連線，本程式仍會失敗。',
        '如規則由群組原則設定，請在該處加入；在電腦上的設定不會生效。',
      ],
    },
    'host/reboot-pending': {
      title: '本電腦的 Windows 正等待重新啟動',
      why: '重新啟動之前，更新只安裝了一半。這很少令登入失敗，但可以很快排除這個可能。',
      steps: ['請先儲存工作，重新啟動電腦，然後重新執行本檢查。'],
    },
    'host/time-service': {
      title: ['Windows 時間服務沒有維持本電腦的時鐘（設定：{type}）', 'Windows 時間服務沒有維持本電腦的時鐘'],
      why: '時鐘不準，而 W32Time 服務已停用，或設定為不向任何來源取得時間。除非有其他程式負責校時，否則手動校正後仍會再次出錯。',
      steps: [
        '請先查明本電腦由誰校時：網域、另一程式，還是虛擬機器的主機。',
        '如沒有，請把「Windows Time」服務設為自動啟動；在網域內執行「w32tm /config /syncfromflags:domhier /update」，或設定 NTP 伺服器，然後執行「w32tm /resync」。',
      ],
    },
  },
} satisfies CheckText<HostCode, HostCauseCode>
